"""Traditional characters in headings and in the values a field may take; names are never rewritten."""

_SIMPLIFIED = str.maketrans(
    "戶證號檔狀態類別難職單縣區電話聯繫銀賬帳開屬關係領導訪備註時間農鎮鄉認員況總調離脫對額養處業務記錄動漸幹發給結幫責長險費經濟財產數萬與爲為個貧戸報會請稱組織無殘醫齡親兒現係選擇帐",
    "户证号档状态类别难职单县区电话联系银账帐开属关系领导访备注时间农镇乡认员况总调离脱对额养处业务记录动渐干发给结帮责长险费经济财产数万与为为个贫户报会请称组织无残医龄亲儿现系选择账",
)


def simplified(text: str) -> str:
    """Words of a form in simplified characters.

    >>> simplified("建檔狀態"), simplified("深度困難職工"), simplified("在档")
    ('建档状态', '深度困难职工', '在档')
    """
    return text if text.isascii() else text.translate(_SIMPLIFIED)
