// Sentences of files that become their fingerprints, which come with them (learn).
const zh = {
  file_check: '核对文件',
  file_choose: '选择文件',
  file_not_here: '此连接不是 https，浏览器不能计算；请填写文件的 SHA-256（64 位十六进制）',
  file_other: '是另一个文件',
  file_photograph: '拍照',
  file_placeholder: '或粘贴 SHA-256',
  file_reading: '正在计算指纹…',
  file_same: '就是这个文件',
  file_stays: '文件留在您处，系统只保存它的指纹（SHA-256）；请妥善保管文件',
  file_unread: '文件读不出来，或者太大',
};
const en: Record<keyof typeof zh, string> = {
  file_check: 'Check a file',
  file_choose: 'Choose a file',
  file_not_here: 'No https here, so the browser does not reckon: type its SHA-256 (64 hex digits)',
  file_other: 'This is another file',
  file_photograph: 'Take a photo',
  file_placeholder: 'or paste its SHA-256',
  file_reading: 'Taking its fingerprint…',
  file_same: 'This is the file',
  file_stays: 'The file stays with you; its fingerprint (SHA-256) is kept. Keep the file',
  file_unread: 'The file cannot be read, or is too large',
};
export const files = { zh, en };
