"""Chinese characters of names: simplified forms, and readings in Korean and in Mandarin.

The tables hold the characters common in Korean family and given names and in the names of
trading firms; they are the project's own and not complete. A name with a character that is not
here has no reading and is compared as it is written.
"""

SIMPLIFIED = str.maketrans(
    "東車馬鳥龍門開關國會社貿業長張陳劉趙楊黃吳孫鄭馮鄧許韓蔣葉閻餘賈鄒陸師進鐵銀錢錦鎮鋼銅際運輸務術"
    "興華偉麗麥義學實寶衛聖聲壽應榮樂歡漢濟潤燦現環產畫發盧禮種穩節範紅純經維總績聯聰職蓮藝蘇號親"
    "觀計記許誠調論證識譚財貨資賢質贊趙輝連達遠選鄉醫鋒錫陽際隨雙雲電靜順預領風飛鮮鴻鵬齊齡沈寧團權",
    "东车马鸟龙门开关国会社贸业长张陈刘赵杨黄吴孙郑冯邓许韩蒋叶阎余贾邹陆师进铁银钱锦镇钢铜际运输务术"
    "兴华伟丽麦义学实宝卫圣声寿应荣乐欢汉济润灿现环产画发卢礼种稳节范红纯经维总绩联聪职莲艺苏号亲"
    "观计记许诚调论证识谭财货资贤质赞赵辉连达远选乡医锋锡阳际随双云电静顺预领风飞鲜鸿鹏齐龄沈宁团权",
)

# simplified character, Korean reading (South and North spelling alike where they agree), pinyin
_ROWS = """
金김jin 李리li 朴박piao 崔최cui 郑정zheng 姜강jiang 赵조zhao 尹윤yin 张장zhang
林림lin 韩한han 吴오wu 徐서xu 申신shen 权권quan 黄황huang 安안an 宋송song 柳류liu
刘류liu 洪홍hong 全전quan 高고gao 文문wen 孙손sun 梁량liang 裴배pei 白백bai 许허xu
南남nan 沈심shen 卢로lu 河하he 郭곽guo 成성cheng 车차che 朱주zhu 禹우yu 具구ju 闵민min
罗라luo 陈진chen 池지chi 严엄yan 元원yuan 蔡채cai 千천qian 方방fang 孔공kong
玄현xuan 咸함xian 吕려lv 廉렴lian 边변bian 石석shi 宣선xuan 薛설xue 马마ma 吉길ji
延연yan 魏위wei 表표biao 明명ming 奇기qi 王왕wang 琴금qin 玉옥yu 陆륙lu 印인yin
孟맹meng 诸제zhu 卓탁zhuo 太태tai 都도dou 桂계gui 康강kang 任임ren 丁정ding 曹조cao
俞유yu 田전tian 日일ri 正정zheng 恩은en 银은yin 哲철zhe 铁철tie 英영ying 永영yong
荣영rong 浩호hao 虎호hu 镐호hao 俊준jun 星성xing 圣성sheng 诚성cheng 男남nan 国국guo
光광guang 赫혁he 革혁ge 学학xue 贤현xian 炫현xuan 镇진zhen 进진jin 真진zhen 春춘chun
秋추qiu 植식zhi 三삼san 一일yi 二이er 东동dong 相상xiang 尚상shang 向향xiang 尧요yao
龙룡long 勇용yong 容용rong 秀수xiu 洙수zhu 寿수shou 昌창chang 万만wan 大대da 泰태tai
熙희xi 姬희ji 喜희xi 顺순shun 淑숙shu 子자zi 善선shan 仙선xian 京경jing 庆경qing
景경jing 琼경qiong 基기ji 起기qi 范범fan 凡범fan 甲갑jia 云운yun 运운yun 武무wu
民민min 敏민min 玟민min 奉봉feng 峰봉feng 凤봉feng 福복fu 富부fu 山산shan 硕석shuo
世세shi 信신xin 新신xin 仁인ren 寅인yin 宰재zai 在재zai 载재zai 钟종zhong 中중zhong
重중zhong 志지zhi 智지zhi 忠충zhong 泽택ze 弼필bi 海해hai 香향xiang 亨형heng
焕환huan 桓환huan 勋훈xun 训훈xun 兴흥xing 义의yi 益익yi 源원yuan 完완wan 旭욱xu
宇우yu 佑우you 润윤run 允윤yun 艺예yi 礼례li 烈렬lie 连련lian 莲련lian 廷정ting
贞정zhen 静정jing 济제ji 祖조zu 朝조chao 鲜선xian 周주zhou 柱주zhu 彩채cai 平평ping
壤양rang 先선xian 锋봉feng 里리li 月월yue 红홍hong 头두tou 长장chang 江강jiang
华화hua 和화he 孝효xiao 胜승sheng 承승cheng 升승sheng 北북bei 西서xi
"""


def _readings() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2:]) for row in _ROWS.split()}


READINGS = _readings()


def korean_reading(text: str) -> str | None:
    """The Hangul of a name in simplified Han, or None where a character is not in the table."""
    return _read(text, 0, "")


def mandarin_reading(text: str) -> str | None:
    """The pinyin of a name in simplified Han, family name first, or None as above."""
    return _read(text, 1, " ")


def _read(text: str, which: int, between: str) -> str | None:
    if any(letter not in READINGS for letter in text):
        return None
    return between.join(READINGS[letter][which] for letter in text)
