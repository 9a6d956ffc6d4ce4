"""A name as a public list may show it: the family name, and a star for all the rest, however long it is."""

_TWO_BY_TWO = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠"
    "公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘亓官司寇巫马公西颛孙壤驷公良漆雕宰父谷梁拓跋夹谷"
    "轩辕令狐段干百里呼延东郭南门羊舌微生梁丘左丘西门淳于单于叔孙第五达奚"
)
COMPOUND_SURNAMES = frozenset(_TWO_BY_TWO[at : at + 2] for at in range(0, len(_TWO_BY_TWO), 2))
"""Family names of two characters (百家姓, and others in use). One that is missing here only hides more."""

_STAR = "*"


def masked(name: str) -> str:
    """The name without its given part; of a name in another order or script only the first letter stays.

    >>> [masked(name) for name in ("张三", "欧阳修", "司马", "买买提·吐尔逊", "John Smith", "张")]
    ['张*', '欧阳*', '司*', '买*', 'J*', '*']
    """
    if len(name) < 2:
        return _STAR
    # 司马 alone is somebody called 马: a star that hides nothing would be no mask.
    surname = name[:2] if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else name[:1]
    return surname + _STAR
