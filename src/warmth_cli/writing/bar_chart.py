"""A bar chart as Word keeps one: its drawing (DrawingML), and the workbook behind it that can be edited."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

from warmth_cli.writing.page import FONT

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_COLOUR = "C0504D"
_SHEET = "Sheet1"


class BarChart(NamedTuple):
    """Horizontal bars, the first on top: what is counted, and a label with its whole number for each bar."""

    title: str
    series: str
    bars: Sequence[tuple[str, int]]


def drawing(chart: BarChart, workbook: str) -> bytes:
    """The chart's part; `workbook` is the relationship that leads from it to its data.

    It has no frame: it is as wide as the text, and one would be cut at the margin.
    """
    last = len(chart.bars) + 1
    labels = "".join(_point(at, escape(label)) for at, (label, _) in enumerate(chart.bars))
    values = "".join(_point(at, value) for at, (_, value) in enumerate(chart.bars))
    count = f'<c:ptCount val="{len(chart.bars)}"/>'
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace {_SPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>
<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr>
<a:r><a:rPr lang="zh-CN" sz="1200" b="1"/><a:t>{escape(chart.title)}</a:t></a:r></a:p></c:rich></c:tx>
<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>
<c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>
<c:ser><c:idx val="0"/><c:order val="0"/>
<c:tx><c:strRef><c:f>{_SHEET}!$B$1</c:f><c:strCache><c:ptCount val="1"/>{_point(0, escape(chart.series))}
</c:strCache></c:strRef></c:tx>
<c:spPr><a:solidFill><a:srgbClr val="{_COLOUR}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>
<c:dLbls><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>
<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>
<c:cat><c:strRef><c:f>{_SHEET}!$A$2:$A${last}</c:f><c:strCache>{count}{labels}</c:strCache></c:strRef></c:cat>
<c:val><c:numRef><c:f>{_SHEET}!$B$2:$B${last}</c:f>
<c:numCache><c:formatCode>0</c:formatCode>{count}{values}</c:numCache></c:numRef></c:val>
</c:ser><c:gapWidth val="70"/><c:axId val="1"/><c:axId val="2"/></c:barChart>
<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>
<c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>
<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>
<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>
<c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="0" sourceLinked="0"/>
<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>
<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx></c:plotArea>
<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>
<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>
<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1050"><a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/>
</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>
<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>
""".encode()


def data(chart: BarChart, made: datetime) -> bytes:
    """The workbook that opens when somebody edits the chart's data in Word."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": made})
    sheet = book.add_worksheet(_SHEET)
    sheet.write_string(0, 1, chart.series)
    for row, (label, value) in enumerate(chart.bars, 1):
        sheet.write_string(row, 0, label)
        sheet.write_number(row, 1, value)
    book.close()
    return buffer.getvalue()


def _point(at: int, value: str | int) -> str:
    return f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>'
