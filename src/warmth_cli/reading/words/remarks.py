"""What a remark says of its household: that it may not count, or has left the file."""

from functools import lru_cache

from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain

_WHO = "此户|该户|本户|此人|该人|本人|人|该?户主|该?职工"
_LEADING = (
    r"(?:以上|上述)(?:[两二三四五六七八九十\d]+[户人]|人员)?均?|[两二三四五六七八九十\d]+户均?|均|都|全部"
    "|经?(?:核[实查]|审核|查实?|公示)后?|建议|拟|应|请|属|系|疑似?|可能|确认"
)
"""What may stand before it: of all that a merged cell spans, or how sure it is."""
_WHEN = r"(?:于?(?:20\d\d[-年./])?(?:\d{1,2}[-月./])?(?:\d{1,2}[日号]?)?)"
_KIN = "配偶|妻子?|丈夫|夫|爱人|儿子|女儿|子女|父亲|母亲|父母|家属|家人|亲属|亲戚|他人|别人"
_ACCOUNT = "(?:银行|工资)?(?:[账帐][号户]|卡号?)"
_MONEY = (
    "(?:慰问[金品款]?|补助[金款]?|救助[金款]?|困难补助金?|送温暖(?:资金|慰问金)?|资金|款项?)?"
    r"(?:[\d,.]+(?:万?元)?)?"
)
_PAID = "领取?|发放?|支付|付款|拨付|打款|打卡|转[账帐]|到[账帐]|汇款|入[卡账帐]|(?:走访)?慰问"
_TAKEN = f"(?:{_PAID})[过完]?(?:完毕)?{_MONEY}"
_OFFICE = "(?:[省市区县]总|工会|公司|单位|集团|厂|局|街道|社区|[区县市省])"
_FESTIVAL = r"(?:元旦、?春节|元旦|春节|[两双]节|节前|(?:1|元)月份?(?:\d{1,2}[日号])?)(?:期间)?"
_UNIT = "(?:[本我该](?:单位|公司|集团|厂|矿|校|院|局|企业|工会|街道|社区|辖区|[区县市])|辖区)的?"
_TO_PAY = "(?:发放?|慰问|救助|帮扶|享受|领取|上报|纳入|列入|打款)"
_REFUSED = (
    "作废|删除|剔除|取消资格|不予发放?|不予?发放|重复(?:上报|填报|申报|登记|录入|发放|领取|享受)|与.{1,8}重复"
    f"|(?:不要|请?勿|别|不[得能可应宜该必用]|无需|不予|暂不)再?{_TO_PAY}|(?:今年|本年度?|本次|此次)?不再{_TO_PAY}"
    "|不符合?(?:(?:发放|慰问|救助|帮扶)?(?:条件|标准|要求|规定))?|[不未]通过(?:审[核批查]|公示|[复初终]审)|不同意(?:发放|慰问)?"
    "|(?:审[核批查]|公示|[初复终]审|核查|比对)(?:[不未](?:通过|过|合格|符)|退回|有问题)"
    "|放弃(?:慰问[金品]?|领取|发放|资格)+|查无此人|取消发放|(?:不予|暂不|不作)考虑|(?:停止|终止|中止|暂停)(?:帮扶|发放|慰问|救助|享受)"
    f"|20\\d\\d年?度?不再{_TO_PAY}"
    "|(?:今年|本年度?|本次|此次|这次)(?:不发|不给|不批|不享受)放?|重报|与.{1,8}(?:重|(?:[为是]|系)?同一家庭)"
    "|(?:家庭|人均|月|年|月人均|家庭人均|家庭月人均)*收入(?:已|均)?(?:超过?标准?|超出(?:标准|范围)?|超限|过高|不符合?(?:条件|标准)?"
    "|(?:超过?|高于)(?:规定(?:的?标准)?|(?:(?:当地)?低保)?(?:标准)?的?[3三]倍))"
    "|(?:打款|打卡|汇款|转[账帐]|支付|发放|[划转]款|代发|入[账帐卡]|到[账帐])(?:失败|[未不]成功|被?退回?|退票)"
)
"""What speaks of nobody but the household, wherever it stands in a remark."""
_DECIDED = (
    "不给|不批|不享受|核减|不达标|不在(?:发放|慰问|救助|帮扶)?范围内?|不属于?困难(?:职工|家庭|户|范围)?|[删划去勾]掉|撤销|无效"
    "|(?:[区县市]里|机关|前面|前页|上页|民政|(?:夫妻双职工[,，])?(?:配偶|夫妻)(?:单位)?)已(?:申?报|上报|列入?|有)"
    "|由(?:其|外|其他|别的)?(?:(?:配偶|妻子?|丈夫|爱人)|(?<=[其外他的])单位).{0,6}(?:申报|上报)|列入(?:机关|其他|外单位|暂缓|不予).{0,6}名单"
    "|名额.{0,3}(?:让|转)给.{0,6}|由.{2,4}(?:顶替|代替|替换)|(?:自愿)?退出(?:帮扶|名单)?|候补|备选|预备"
    r"|(?:20\d\d|明|下)年再?发放?|(?:[领付给]|只?发)现金|只发[\d,]+元?|0元|"
    "废弃|删|取消|重复户?|不发|停发?|暂[缓停](?:发放)?|[暂先]不发(?:放)?|缓发|(?:推迟|延[后期]|下[次批]再?)发放?"
    "|(?:这次|本次)?(?:暂时)?(?:先|暂时)?(?:不用|别|不要|不)发(?:放)?|等?核实(?:清楚)?后?再发(?:放)?|(?:领导|主席|上级|[区市县省]总)(?:不同意|[未没](?:获)?批准?)|(?:公示)?没(?:有)?(?:通过|过)(?:公示)?"
    "|(?:名单|系统)重复|建议(?:退档|脱困)|应(?:退档|脱困)|不是深度困难|[实应降]为相对困难|请?(?:删除|去掉)此[人户行]|[此本]行(?:删除|作废)|(?:本人)?(?:表示|书面)放弃|自己不要|找不到人|联系不到|在?坐牢"
    "|(?:没|未)(?:有)?交(?:材料|病历|资料|证明)|(?:材料|病历|资料|手续)(?:没|未)(?:有)?(?:交|办全|办齐)|不够(?:条件|格)|条件不够|不在(?:此|本)?名单(?:内|上)?"
    "|(?:家里|家庭)(?:不算|并不|已不|不)困难|(?:不算|并不)困难|(?:家庭|经济)+(?:条件|状况|情况)已?好转|(?:写|录|弄|登|搞)错了?|多录|拿掉|(?:请)?从名单中?(?:去掉|删除|拿掉)"
    "|已(?:打钱|转款|给付|经给了)|已被?(?:开除|除名)|已解除(?:劳动)?合同|已调到.{1,8}|(?:情况|身份|信息|收入)(?:待|需)(?:要)?核[实查]|需要核[实查]|有问题"
    "|不报|报错|移除|不合条件|(?:核对|复查|抽查)[不未]通过|撤回|不发钱|[仅只](?:供参考|备案)(?:不发放?)?|测试(?:数据)?|虚构|假的|替补"
    "|(?:另一|兄弟|其[他它]|别的?|他|外)(?:单位|处|家)已?(?:申|上)?报|在?(?:配偶|妻子?|丈夫|夫|爱人)单位(?:已?申?报|上报)|随(?:配偶|妻子?|丈夫|夫|爱人)(?:申报|上报)"
    "|下一?批(?:次|发放?)?|第[二三四五]批(?:次)?(?:再?发放?)|年后再?(?:发放?|补发?)|留待.{1,8}|等(?:候)?通知"
    "|已?另行?(?:安排|发放?)|(?:以(?:新|另|第[二三])[^,。;]{0,6}(?:表|名单)为准|见新表)|上[一]?年(?:度)?名单|有房有车|(?:比对)?有[两二三多2-9]套房产?|比对有[房车].{0,4}|要求现金"
    "|不合格|[不未]通过|未(?:获|被)?批准?|被?退回|被?驳回|被?除名|超标准?|超过?(?:收入|低保)?标准(?:[3三]倍)?"
    "|误[报填录列]入?|错报|多报|填错|不予?(?:计[入发]?|统计|上报|享受|纳入|列入)"
    "|名下有(?!.{0,4}(?:残疾|三轮|电动|电瓶|摩托|农用|报废|代步|注销)).{0,6}(?:车(?:[一1两2]?[辆台部])?|企业|公司|商铺|门面|[两二2多]套.{0,4}房)"
)
_NOT_OURS = (
    f"(?:不是|非|不属于?|并非|已?不再是|已非)(?:{_UNIT}(?:(?:在职|在册|困难)*(?:职工|员工|会员|人员|人))?"
    "|困难(?:职工|家庭|户)|(?:工会)?会员|职工)(?:家庭|户)?"
    "|被?冒[名领](?:顶替|领取|申报)?|[与同和跟](?!其?(?:父|母|儿|女|公婆|岳|配偶|妻|丈夫|爱人|子女|孙|兄|弟|姐|妹)).{1,8}?(?:系|是|为|属)?(?:同一?户|一家人?|同一人)|(?:已?[并合]入|合并[到至]).{1,8}户"
)
_OWN_WISH = (
    "(?:自愿|主动|申请|要求)*放弃(?:救助|帮扶|申请|享受)?|(?:自愿|主动|申请|要求)+放弃(?:慰问|领取)"
    "|本人不(?:申请|需要)|拒绝接受(?:慰问|救助|帮扶)?|(?:自愿)?(?:不要|不领|不愿(?:意)?领取?|拒绝(?:领取?|慰问)?|拒绝?(?:签[字名]?|领|收))"
)
_DOUBTED = (
    "[?？]+|不(?:太)?确定|请(?:核实?|核查|(?:领导|上级|[省市区县]总|工会)+(?:定夺?|决定|研究))|待补(?:充)?(?:材料|资料|证明|手续).{0,4}"
    "|待(?:核[实查对]?|查实|确认|审核|复核|定)|存疑|有(?:异议|举报|争议|疑问)|公示有异议|被举报"
    "|(?:情况)?不(?:属)?实|[虚瞒谎]报|弄虚作假|造假|隐瞒(?:收入|情况|财产)|未(?:核实|审核)|正?在(?:核[实查]|调查)中?"
    "|(?:核[实查]|调查|举报)中|查无|查不到|(?:本?单位)?(?:查)?无此人|(?:长期|一直)?联系不上|无法联系|失联|失踪|下落不明"
    "|[需须应未待]再?(?:核实?|复核|审核?|议|入户|查实?|确认|批准?)|(?:资料|材料|病历|手续)(?:未交|未齐|不全|未提供)"
    "|缺(?:病历|材料|资料|证明|手续).{0,4}"
)
_HAD_ALREADY = (
    f"(?<=已)(?:{_TAKEN})|(?:{_PAID})过{_MONEY}|(?:今年|本年度?|本次|此次|{_FESTIVAL})已经?(?:{_TAKEN})"
    f"|其?(?:{_KIN})已经?(?:[在由].{{1,10}})?(?:{_TAKEN}|申报|上报|享受)|已经?[在由](?!(?:[本我]|省|区|市|县|基层|帮扶|工会)*(?:单位|系统|厂|公司|街道|社区|乡镇?|镇|工会|总)[^,]{{0,8}}[上申]报).{{1,10}}(?:上报|申报|享受过?|{_TAKEN})"
    rf"|[^\d去上往前低医社年]{{0,8}}{_OFFICE}已经?(?:{_TAKEN})|现金(?:发放|领取|支付)?"
    rf"|(?:另行|单独|线下|其[他它]渠道)(?:发放?|慰问)|[请由]?(?:其?(?:{_KIN})|[^\d年]{{2,4}})?代为?(?:领取?|收)"
    "|(?:款项?|资金|银行)?已?被?退[款票汇]|款?未能?到[账帐]"
    rf"|(?:(?:12|1|元)月(?:\d{{1,2}}[日号])?|(?:春节|元旦|年|节)前|前期|[上本]月|前几天|今年|[区县市街]里?|街道|社区|厂里?|现金"
    rf"|慰问[金款品]|救助[金款])+均?已经?(?:{_TAKEN}|送|付|补助?|给)[过完]?|已享受(?:本次|{_FESTIVAL}).{{0,4}}"
)
_GONE = (
    f"(?:{_WHEN}(?:已|因病|因公|意外|不幸)*(?:死亡|去世|病故|病逝|亡故|过世|离世|逝世|身故|身亡|病亡|(?<=已)[故亡]))"
    r"(?:\(20\d\d年?.{0,6}\))?"
    "|(?:刚刚?|[上本]个?月|今年\\d{1,2}月份?|去年底?)(?:因.{1,6})?去世了?|因.{1,6}(?<![父母妻夫子女儿弟妹兄姐偶])去世|卒|猝死|[已仙]逝|故去|(?:20\\d\\d[-年./])?(?:\\d{1,2}[-月./]?)?(?:\\d{1,2}[日号]?)?工亡|已不在(?:了|人世)?"
    "|死于.{1,8}|辞世|(?:因公)?殉职|(?:户[口籍])?已?注销|销户|火化|由遗属代?领取?|服刑|入狱|在押|羁押|被?判刑|(?<!自主)转出|撤档|档案已?注销"
    "|(?:户籍|户口)?已?迁出(?:本?[省市区县])?|(?:已|现)?不在(?:我|本)?(?:单位|公司|厂|矿|校|工会|辖区|街道)"
    "|(?:档案|关系|工会关系)已?(?:转出|转走|转[至往].{1,10}|移交.{0,10})|(?<=已)转出"
)
_WHAT = (
    f"(?:(?:{'|'.join((_REFUSED, _DECIDED, _NOT_OURS, _OWN_WISH, _DOUBTED, _HAD_ALREADY, _GONE))})了?"
    "(?:人员|对象|户|数据|行|记录)?)"
)
_OF_PAPERS = (
    f"(?:{_ACCOUNT}|户名|开户行|身份证号?码?|信息|资料|材料|姓名)(?:状态)?(?:已经?|被)?"
    "(?:有误|有错|错误|不对|不符|不一致|不[全齐]|待[补核更].{0,2}|缺失|注销|销户|冻结|[丢遗]失|挂失|失效|作废|停用|未激活|重复"
    "|异常|不存在|无效|受限|锁定|有问题|未实名|过期|未开通|(?:无法|不能|打不)(?:打款|入[账帐]|转[账帐]|使用|用|[进了]款?))"
    f"|(?:卡号?|{_ACCOUNT}|身份证号?)(?:少|多|缺|差)[一1两2几]?位|(?:卡号?|{_ACCOUNT}|户名)不是(?:本人|户主)的?|卡丢了|(?:银行)?卡(?:还|尚)?未办|正?在办(?:理)?(?:银行)?卡|待补(?:银行)?(?:卡|[账帐])号?|(?:此|该)?(?:银行)?卡(?:为|是|系)其?(?:{_KIN})(?:的)?(?:名下|卡|[账帐]户)?|打(?:到|入)其?(?:{_KIN})(?:的)?卡[上里]?|(?:子|女|妻|夫|儿子|女儿)代领"
    "|(?:名字|姓名)(?:有误|有错|错误|不对)|姓名[与和同](?:身份证|证件)号?(?:不符|不一致)"
    f"|用?(?:非本人|其?(?:{_KIN}))的?{_ACCOUNT}"
    f"|{_ACCOUNT}(?:为|是|系|用)?(?:非本人|其?(?:{_KIN}))(?:的|所有)?(?:{_ACCOUNT})?"
    "|(?:[缺欠]少?|未提?[交供]|未补)(?:身份证|银行卡|卡号?|[账帐]号|材料|资料|证明|手续).{0,6}|[需要待须]更?[换变]更?新?(?:银行)?卡号?"
    r"|.{0,8}(?:新|更[换正改]|变更|[改换]为|换成|正确).{0,8}\d{15,19}.*"
)
"""What is wrong with a number or a card, that it is somebody else's, or that it is no longer the one."""
_SAMPLE = r"(?:[此本该][行条户]?[为是系]?)?\(?(?:填[写表报]|仅[供为])*(?:示例|样例)(?:行|数据|[,，。)].*)?"
"""That a row only shows how to fill in the table; 样例厂 does not say so."""
_PREFIX = f"(?:已经?|{_WHO}|{_LEADING})*"
_BEFORE = (
    f"{_PREFIX}(?:[与同和跟].{{1,8}}?)?{_PREFIX}(?:因.{{1,12}}?(?=取消|作废|不予?发|剔除|删除|退回|不再))?"
)
_NOTED = pattern(
    f"{_PREFIX}(?:[故亡死殁]|享受过|(?<=已)(?:享受|救助|补[助发])[过完]?)了?{_MONEY}|[×╳✕✗✘✖❌不否XxNn]|NO|No|no|.*(?:示例|样例).*"
)
"""What says so only where remarks stand: under another heading it may be of anything."""
_IN_YEAR = pattern(
    rf"(20\d\d)年?度?(?:{_FESTIVAL})?(?:[^\d去上往低医年]{{0,8}}{_OFFICE})?已经?(?:由.{{1,10}}?)?(?:{_TAKEN})"
)
"""What was handed out in a year: against paying it says nothing once that year is over."""
_LEFT = pattern(
    f"(?:{_WHO})?(?:{_WHEN}|20\\d\\d年?|今年|本年度?|现)?(?:已经?)?(?:"
    "(?:(?:稳定)?(?:脱困|解困|脱贫|退档|退出|销档|注销|出列))+(?:帮扶|救助|建档|困难职工|档案|系统|范围|管理)*"
    "|(?:不|不再|已不)困难|不再符合.{0,4}条件|(?:从本?单位)?调[离走出](?:[我本](?:单位|公司|厂|矿|校))?)了?"
)
_LESS = pattern(
    f"(?:{_WHO})?(?:现?已|现)?(?:转|改|调整?|变更?)(?:为|成|至)?(?:相对困难|意外致困)(?:职工|家庭|户)?"
)
_CLAUSES = pattern(r"[,，。;；!！、)]|\((?!20\d\d)")
_LONGEST = 200
"""Characters of a clause that may be one of these: to match a longer one takes ever longer."""
_SOMEBODY_ELSE = pattern(
    "[孩哥嫂姥姑姨舅甥侄父母妻夫子女儿配偶丈媳爱家亲兄弟姐妹爷奶孙婿伴公婆叔方离独]|老人"
)
_MENDED = pattern(
    "(?:现|后|均)?已?(?:经)?(?:核对)?(?:更正|改正|改|补[齐交全]|补充完整|解冻|激活|修改(?:后.{0,6})?|完善|重新上报)(?:了|完毕|账号|通过)?"
)
_MENDABLE = pattern(f"(?:{_WHO})?(?:{_OF_PAPERS})|误报|(?:审核|被)?退回|(?:资料|材料|手续).*|缺.*")
"""What was wrong with papers and numbers, and is no more: 账号有误，已更正."""
_CLEARED = pattern("(?:现|后|均)?已(?:经)?(?:核实|查实|联系上)(?:属实|无误)?|(?:经.{1,4})?不(?:成立|属实)")
_DOUBTFUL = pattern(
    "(?:待|[需须应]再?|请|正?在)(?:核|查|确认|审).{0,4}|不(?:太)?确定|存疑|(?:公示)?有(?:异议|争议|疑问|举报)|被举报"
    "|联系不上|无法联系"
)
"""What was open, and is no more: 待核实，已核实. A double that was looked at stays one."""
_ANOTHER = pattern("非同一人|非重[复名]")
_OF_ELSE = (
    (
        pattern("申请|考[研公]|贷款|公租房|廉租房"),
        pattern("(?:审核|[初复]审)?[未不]通过(?:审核|[初复]审)?|不符合(?:条件)?"),
    ),
    (
        pattern("退休金|养老金|失业金|工资|低保金?$|企业|公司|厂|破产|停产"),
        pattern("(?:暂停|停止|今年不|停)发放?"),
    ),
)
"""What else a remark begins with, and what is then said of that: 申请低保，审核未通过; 企业停产，暂停发放."""
_OF_HOUSEHOLD = pattern("已?(?:去世|死亡|病故|病逝|过世|身故)|不予?发放|作废|重复(?:[上申填]报)?")
"""What is of the household in a later clause, too, where the remark speaks of nobody else."""
_LABEL = pattern("(?:备注|说明|原因|情况|注)[:：]")
MAY_SPEAK = pattern(
    "[废删消除复停缓不未弃拒虚查失联举争疑异待核调领发付款报享迁离亡世故逝销误错缺冻挂效卡账帐示样由在现困贫退"
    "超高脱驳勿别批非冒瞒谎假推延慰救补助汇转死殁此名同入并欠更换变改新否×╳✕✗✘✖❌辞殉火踪落议须减划掉达范撤终让替候备"
    "狱押刑属给请重前元有送列审需应等通另参卒妻夫试?？无以留离没够算好录弄拿打钱除解问]|(?m:^[XxNn][Oo]?$)"
)
"""Without one of these a remark says none of it, which is told quickly."""


_SET_ASIDE = pattern(f"{_BEFORE}{_WHAT}|(?:{_WHO})?(?:{_OF_PAPERS})|{_SAMPLE}")
"""A remark that begins otherwise, or goes on, says more than that: 配偶已去世 holds nobody."""
_OF_HEAD = pattern(
    f"(?:{_WHO})(?:已经?)*{_WHAT}|(?:{_WHO})?(?:{_OF_PAPERS})|(?:{_LEADING})*(?:{_REFUSED})"
    f"|(?:今年|{_FESTIVAL})已经?(?:{_TAKEN})|已由(?!医保|社保|工伤|.{{0,4}}保险|肇事|水滴|法院|医院|红十字|民政).{{1,10}}(?:{_TAKEN})|[请由].{{1,6}}代为?(?:领取?|收)"
)
"""What is of the head, or of nobody but the household, further on in a remark, too."""


def says_set_aside(note: str, year: int = 0) -> bool:
    """Whether a remark says that its household may not count: 重复, 不发, 户主已去世，由配偶领取.

    What it says first is of the household; further on it must name the head, or a card, or can be of nobody
    else: 收入超标. What was handed out in a year before `year`, the notice's, is no matter.

    >>> [says_set_aside(note) for note in ("重复。", "该户已作废", "配偶已去世", "不发工资")]
    [True, True, False, False]
    >>> [says_set_aside(note) for note in ("已去世，由配偶领取", "患癌，户主已病故", "丈夫患癌，已病故")]
    [True, True, False]
    >>> [says_set_aside(note) for note in ("卡号为其妻子的", "患癌，账号有误", "配偶有残疾")]
    [True, True, False]
    >>> [says_set_aside(note, 2022) for note in ("2021年已慰问", "2022年元旦已慰问1000元")]
    [False, True]
    """
    return MAY_SPEAK.search(note) is not None and _is_set_aside(note, year)


# Such a remark stands in many rows. Others are not kept: a text that outlives its roster keeps the memory
# around it from being used again.
@lru_cache(maxsize=1_000)
def _is_set_aside(note: str, year: int) -> bool:
    words, first, later = _clauses(note)
    if later and _is_settled(first, later[-1]):
        return False
    of_others = _SOMEBODY_ELSE.search(words) is not None
    words, first, *others = (clause if len(clause) <= _LONGEST else "" for clause in (words, first, *later))
    whole = _SET_ASIDE.fullmatch(words) or _SET_ASIDE.fullmatch(first)
    for of_else, said in _OF_ELSE:
        if of_else.search(first):
            others = [clause for clause in others if not said.fullmatch(clause)]
    if whole is not None or any(_OF_HEAD.fullmatch(clause) for clause in others):
        return True
    # Where nobody else is spoken of, what comes later is of the household, too: 低保户，已去世.
    if not of_others and any(map(_OF_HOUSEHOLD.fullmatch, others)):
        return True
    paid = map(_IN_YEAR.fullmatch, (words, first, *others)) if year and "20" in words else ()
    return any(int(found[1]) >= year for found in paid if found)


def _is_settled(first: str, last: str) -> bool:
    """Whether the last clause of a remark says that what the first one tells of is over."""
    return bool(
        (_MENDED.fullmatch(last) and _MENDABLE.fullmatch(first))
        or (_CLEARED.fullmatch(last) and _DOUBTFUL.fullmatch(first))
        or _ANOTHER.fullmatch(last)
    )


def holds(note: str, year: int = 0) -> bool:
    """Whether what stands under 备注 says so; there a lone × is enough.

    >>> holds("×"), says_set_aside("×"), holds("无")
    (True, False, False)
    """
    return MAY_SPEAK.search(note) is not None and (
        (len(note) <= _LONGEST and _NOTED.fullmatch(plain(note).rstrip(".。")) is not None)
        or _is_set_aside(note, year)
    )


def says_left(note: str) -> bool:
    """Whether a remark says that the household has left the file or the union: no file status 在档 fits that.

    >>> [says_left(note) for note in ("已脱困", "2021年12月已退档。", "已调离本单位", "拟退档", "配偶已离职")]
    [True, True, True, False, False]
    """
    if MAY_SPEAK.search(note) is None:
        return False
    words, first, _ = _clauses(note)
    return _LEFT.fullmatch(words) is not None or _LEFT.fullmatch(first) is not None


def says_less(note: str) -> bool:
    """Whether a remark says that the household is no longer in deep difficulty: 已转相对困难."""
    if MAY_SPEAK.search(note) is None:
        return False
    words, first, _ = _clauses(note)
    return _LESS.fullmatch(words) is not None or _LESS.fullmatch(first) is not None


def speaks_against(note: str, year: int) -> bool:
    """Whether a remark says any of it, so that its household must be looked at closely."""
    return holds(note, year) or says_left(note) or says_less(note)


@lru_cache(maxsize=4)  # a remark is asked whether it speaks against paying in four ways
def _clauses(note: str) -> tuple[str, str, tuple[str, ...]]:
    """A remark in half width, its first clause, and the others; brackets are clauses of their own."""
    words = _LABEL.sub("", plain(note).rstrip(".。"), count=1)
    first, *others = filter(None, _CLAUSES.split(words)) if words.strip("()") else [words]
    parts = note.split()
    if len(parts) > 1:  # a blank or a line break may end a clause, or part nothing
        others += [plain(part).strip(",，。;；.") for part in parts[1:]]
    return words, first, tuple(others)
