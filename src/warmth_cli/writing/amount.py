"""Amounts of money as a payout list writes them: figures, and 人民币大写 for what is signed."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def in_figures(fen: int) -> str:
    """Fen as yuan with two decimals.

    >>> in_figures(123456)
    '1,234.56'
    """
    return f"{fen // 100:,}.{fen % 100:02d}"


def in_words(fen: int) -> str:
    """Fen in the capital numerals of cheques and lists (正确填写票据和结算凭证的基本规定, 1997).

    >>> in_words(100000), in_words(1000500), in_words(10000001), in_words(0)
    ('壹仟元整', '壹万零伍元整', '壹拾万元零壹分', '零元整')
    """
    yuan, rest = divmod(fen, 100)
    jiao, cents = divmod(rest, 10)
    words = f"{_whole(yuan)}元" if yuan else ""
    if not rest:
        return f"{words or '零元'}整"
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif yuan:
        words += "零"
    return words + (f"{_DIGITS[cents]}分" if cents else "整")


def _whole(number: int) -> str:
    """A whole number, group of four by group of four; one 零 for every gap inside it."""
    words, gap = "", False
    for group in range(len(_GROUPS) - 1, -1, -1):
        part = number // 10 ** (4 * group) % 10000
        if not part:
            gap = bool(words)
            continue
        if words and (gap or part < 1000):
            words += "零"
        words += _group(part) + _GROUPS[group]
        gap = False
    return words


def _group(number: int) -> str:
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return words
