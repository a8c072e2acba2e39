// Chinese names in Latin letters: the characters that names are mostly made of, with what each is written
// as abroad, pinyin first, then spellings of Taiwan, Hong Kong and the straits where they differ much. Pure.

const SURNAMES = `
王wang,wong 李li,lee 张zhang,chang,cheung 張zhang,chang,cheung 刘liu,lau 劉liu,lau 陈chen,chan,tan 陳chen,chan,tan
杨yang,yeung 楊yang,yeung 黄huang,wong 黃huang,wong 赵zhao,chao 趙zhao,chao 吴wu,ng 吳wu,ng 周zhou,chou,chow
徐xu,hsu 孙sun 孫sun 马ma 馬ma 朱zhu,chu 胡hu 郭guo,kuo,kwok 何he,ho 高gao,kao 林lin,lam 罗luo,lo 羅luo,lo
郑zheng,cheng 鄭zheng,cheng 梁liang,leung 谢xie,hsieh 謝xie,hsieh 宋song,sung 唐tang 许xu,hsu,hui 許xu,hsu,hui
韩han 韓han 冯feng,fung 馮feng,fung 邓deng,teng 鄧deng,teng 曹cao,tsao 彭peng 曾zeng,tseng 肖xiao,hsiao
蕭xiao,hsiao 田tian 董dong,tung 袁yuan 潘pan 于yu 蒋jiang,chiang 蔣jiang,chiang 蔡cai,tsai,choi 余yu 杜du,tu 叶ye,yeh,yip 葉ye,yeh,yip
程cheng 苏su 蘇su 魏wei 吕lu,lv,lui 呂lu,lv,lui 丁ding,ting 任ren,jen 沈shen 姚yao 卢lu 盧lu 姜jiang 崔cui,tsui 钟zhong,chung 鍾zhong,chung
谭tan,tam 陆lu 汪wang 范fan 金jin,chin 石shi 廖liao 贾jia 夏xia,hsia 韦wei 付fu 方fang,fong 白bai,pai 邹zou 孟meng 熊xiong 秦qin,chin
邱qiu,chiu 江jiang 尹yin 薛xue,hsueh 闫yan 段duan 雷lei 侯hou 龙long 史shi 陶tao 黎li,lai 贺he 顾gu,ku 毛mao 郝hao 龚gong 邵shao 万wan
钱qian,chien 严yan 覃qin 武wu 戴dai,tai 莫mo 孔kong,kung 向xiang 汤tang 温wen 康kang 施shi 文wen 牛niu 樊fan 葛ge 邢xing 安an 齐qi
欧阳ouyang,auyeung 歐陽ouyang,auyeung 司马sima 司馬sima 诸葛zhuge 上官shangguan`;

const OTHERS = `
小xiao,hsiao 明ming 伟wei 偉wei 芳fang 娜na 秀xiu,hsiu 英ying 敏min 静jing,ching 靜jing,ching 丽li 麗li 强qiang 磊lei 军jun 洋yang 勇yong,yung
艳yan 杰jie,chieh 傑jie,chieh 娟juan 涛tao 超chao 霞xia,hsia 平ping 刚gang 桂gui,kuei 华hua 華hua 玲ling 红hong 紅hong 梅mei 建jian,chien 国guo,kuo 國guo,kuo
志zhi,chih 海hai 燕yan 春chun 兰lan 蘭lan 云yun 雲yun 莲lian 玉yu 珍zhen,chen 萍ping 鹏peng 辉hui 輝hui 宇yu 浩hao 然ran 子zi,tzu 轩xuan 雨yu 欣xin,hsin 怡yi 佳jia,chia
思si 婷ting 雪xue 琳lin 晨chen 博bo 俊jun,chun 家jia,chia 豪hao 美mei 慧hui 雅ya 莉li 晓xiao 曉xiao 东dong 東dong 峰feng 飞fei 飛fei 健jian 斌bin 波bo 生sheng 天tian 永yong,yung
新xin 爱ai 愛ai 月yue 青qing,ching 清qing,ching 大da,ta 中zhong,chung 正zheng,cheng 德de,te 福fu 贵gui 荣rong,jung 光guang,kuang 宏hong,hung 伯bo 世shi,shih 立li 成cheng 民min 泽ze 澤ze
凤feng 鳳feng 香xiang,hsiang 淑shu 珠zhu,chu 琴qin 蓉rong 倩qian 颖ying 薇wei 瑶yao 诗shi 梦meng 一yi 凡fan 心xin 乐le 可ke 心xin 悦yue 涵han 萱xuan 彤tong 睿rui 哲zhe,che 翔xiang
旭xu 阳yang 陽yang 洁jie 冰bing 丹dan 虹hong 宁ning 妮ni 莹ying 瑞rui 仁ren,jen 义yi 智zhi,chih 礼li 信xin,hsin 孝xiao 忠zhong 良liang 松song,sung 柏bo 竹zhu 菊ju 荷he`;

function read(table: string): Map<string, readonly string[]> {
  return new Map(
    table
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const [, characters = '', readings = ''] = /^(\p{sc=Han}+)(.*)$/u.exec(entry) ?? [];
        return [characters, readings.split(',')] as const;
      }),
  );
}

const surnames = read(SURNAMES);
const readings = new Map([...read(OTHERS), ...surnames]);

/** Readings of one word that are thought of. */
const MOST = 8;

/**
 * A name that is written without a space as surname and given name, the given name by its single characters,
 * too, since many write each as a word of its own in Latin letters. Other words stay as they are.
 */
export function wordsOfHan(word: string): string[] {
  const letters = [...word];
  if (!/^\p{sc=Han}+$/u.test(word) || letters.length > 4) return [word];
  const length = [2, 1].find((count) => surnames.has(letters.slice(0, count).join('')));
  if (length === undefined || length === letters.length) return [word];
  return [letters.slice(0, length).join(''), letters.slice(length).join('')];
}

/** A given name of two characters is written as two words by some. */
export function partsOfHan(word: string): string[] {
  return /^\p{sc=Han}{2}$/u.test(word) && !surnames.has(word) ? [...word] : [];
}

/** How a word may be written in Latin letters, the usual way first; none if a character isn't known. */
export function fromHan(word: string): string[] {
  const whole = readings.get(word);
  if (whole) return [...whole];
  if (!/^\p{sc=Han}+$/u.test(word)) return [];
  let texts: string[] = [''];
  for (const character of word) {
    const parts = readings.get(character) ?? [];
    texts = parts.flatMap((part) => texts.map((text) => text + part)).slice(0, MOST);
  }
  return texts;
}
