"""The payout list (发放花名册): a workbook with a sheet for each fund, 汇总, 暂缓发放 and 不予发放."""
