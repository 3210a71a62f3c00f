// Sentences of the doors, of what this is and of the tour: loaded with those.
const zh = {
  about_command: '命令',
  about_command_text: '有人要做一件事：登记、派工、出库、封帐。规则允许才算数，不允许也记下为什么。',
  about_duties: '每个岗位做什么',
  about_duties_note: '各人先看到自己的事',
  about_gold: '金缮：碎了的碗用金漆补好，缝留在那里给人看。这里也一样：写错的不抹掉，更正放在原来的旁边。看到金色，就是在看过去：只能看，不能改。',
  about_idea:
    'Kintsugi 管家电售后：报修、派工、备件、收费、回访、工资。每一步都作为一条记录追加进日志，从不改写；屏幕上的每个数都是从日志算出来的，所以任何一个数，在任何一刻，' +
    '都能问“怎么来的”。',
  about_keys: '几个按键',
  about_keys_note: '按 ? 看全部',
  about_licence: '许可证 Apache 2.0',
  about_log: '日志',
  about_log_text: '唯一的真相：一条接一条，只追加。其余的都可以删掉重建，逐字节相同。',
  about_moment: '任何一刻',
  about_moment_text: '上面的时间栏往回拨，整个界面就是那一刻的：队列、库存、工资、报表。',
  about_more: '再往下',
  about_note: '一页讲完',
  about_picture: '怎么运作',
  about_picture_note: '从左到右',
  about_problems: '错误代码',
  about_tables: '读模型',
  about_tables_text: '队列、台账、工单、报表：由日志一条条叠出来，点开就看到构成它的事件。',
  about_terminal: '命令行：',
  by_password: '用密码登录',
  does_accountant: '审批收费与盘点差异，收现金，封帐，每月算工资。',
  does_administrator: '管人、网点、规则：谁有什么职责，由他授予。',
  does_analyst: '出报表：按任何一刻、任何口径，存成常用查询再取；只看数，看不到用户是谁。',
  does_auditor: '什么都能看，什么都不能改：谁在什么时候做了什么，被拒的也在。',
  does_call_centre: '接电话，登记报修，分到网点；完工后回访用户。',
  does_dispatcher: '把工单派给合适的师傅，盯时限，处理缺件与跳闸。',
  does_manager: '管一个网点：审批配件、收费、请假、外委、退换机；自己提的由别人批。',
  does_store_keeper: '收货、审批、出库、盘点，让每一件备件都有去处。',
  does_technician: '接单、上门、用件、收费、交单：今天的活按顺序排好。',
  door_by_link: '没有免密码的门：他能邀请别人、设密码。第一次用启动时终端里打印的一次性链接。',
  doors_note: '这是一家编出来的公司，在您自己的机器上：点一个岗位就进去，不用密码。下面的数是此刻真正等着他的。',
  doors_title: '演示公司：您想当谁？',
  enter_as: '以{name}进入',
  tour_before_and_after: '就在这一刻变的',
  tour_before_and_after_text:
    '这一刻之前帐是对的，之后帐上多了 10 件。用 [ 退一步、用 ] 进一步，看着这个数变。',
  tour_corrected: '补上，缝留着',
  tour_corrected_text:
    '第二天，财务撤回了那笔入库，城南补记，再盘就对了。没有人改历史：错的那一笔还在，更正放在它旁边。',
  tour_count_differs: '盘点对不上',
  tour_count_differs_text:
    '同一天，两个库房盘同一种备件：城北比帐上少 10 件，城南多 10 件，谁也找不到那笔出库。为什么？不用问人，往回看。',
  tour_end: '完成',
  tour_here: '回到这一步',
  tour_leave: '离开导览',
  tour_ledger: '看台账',
  tour_ledger_text:
    '城北这张卡的台账：每一笔进出和结存。一周前盘点还帐实相符，所以差别就出在这中间的某一笔。',
  tour_note: '跟着拨时间，从一次对不上的盘点，走到那一笔、那个人、那次更正。',
  tour_other: '看这里',
  tour_other_text: '这一屏是那一刻的样子。',
  tour_start: '开始',
  tour_step: '第 {n} 步，共 {all} 步',
  tour_the_receipt: '就是这一笔',
  tour_the_receipt_text:
    '这笔入库合规则，所以没被拒。看送货单号：一车送来两张单，第二张其实是城南的，箱子也随车去了城南。',
  tour_when: '{time} · #{position}',
  tour_who_did_it: '谁做的',
  tour_who_did_it_text:
    '审计里是这位库管员的每一步：一分钟里接连记了两张单。一个平常的手误，不是谁的坏心。',
  who_of_them: '以谁进入：{duty}',
} as const;

const en: Record<keyof typeof zh, string> = {
  about_command: 'Command',
  about_command_text:
    'Somebody wants something: register, dispatch, issue, post. It counts where the rules ' +
    'allow it; where they do not, the reason is kept.',
  about_duties: 'What each duty does',
  about_duties_note: 'each sees its own work first',
  about_gold:
    'Kintsugi: a broken bowl is mended with gold, and the seam stays to be seen. So it is ' +
    'here: what was wrong is not wiped away, the correction stands beside it. Gold means the ' +
    'past: look, but nothing can be changed there.',
  about_idea:
    'Kintsugi runs the after-sales service of home appliances: repairs, dispatch, parts, ' +
    'charges, follow-up calls, wages. Each step is appended to a log and never rewritten; ' +
    'every figure on a screen is worked out from that log. So of any figure, at any moment, ' +
    'one can ask how it came about.',
  about_keys: 'Some keys',
  about_keys_note: '? shows them all',
  about_licence: 'licence: Apache 2.0',
  about_log: 'Log',
  about_log_text:
    'The only truth: one after another, append-only. All else can be deleted and comes back ' +
    'byte for byte.',
  about_moment: 'Any moment',
  about_moment_text:
    'Move the bar above, and everything is that of the moment: queues, stock, wages, reports.',
  about_more: 'Further',
  about_note: 'in one page',
  about_picture: 'How it works',
  about_picture_note: 'from left to right',
  about_problems: 'Problem codes',
  about_tables: 'Read models',
  about_tables_text:
    'Queues, ledgers, orders, reports: folded from the log; each opens the events that it is ' +
    'made of.',
  about_terminal: 'Command line:',
  by_password: 'Sign in with a password',
  does_accountant:
    'Approves charges and stock differences, takes in cash, posts orders, works out wages ' +
    'each month.',
  does_administrator: 'People, outlets, rules: grants who has which duty.',
  does_analyst:
    'Builds reports, as of any moment, and keeps them as saved queries. He sees figures, and ' +
    'not who the customers are.',
  does_auditor: 'Sees everything and changes nothing: who did what and when, and what was refused.',
  does_call_centre:
    'Answers the phone, registers repairs, assigns outlets; calls customers when the work is ' +
    'done.',
  does_dispatcher:
    'Gives each order to the right technician, watches deadlines, deals with missing parts ' +
    'and tripped alarms.',
  does_manager:
    'Answers for an outlet: approves parts, charges, leave, third parties and exchanges; what ' +
    'he asked for himself, somebody else approves.',
  does_store_keeper: 'Receives, approves, issues and counts, so that every part is somewhere.',
  does_technician:
    'Accepts jobs, visits, fits parts, charges, hands in papers: the jobs of the day in order.',
  door_by_link:
    'No door without a password: this duty invites others and sets passwords. The first ' +
    'time, use the one-time link that the start printed in the terminal.',
  doors_note:
    'A made-up company on your own machine: choose a duty and you are in, without a ' +
    'password. The figures are what really waits for them now.',
  doors_title: 'Demo company: who would you like to be?',
  enter_as: 'Enter as {name}',
  tour_before_and_after: 'The moment it changed',
  tour_before_and_after_text:
    'Before this moment the books were right; from it on they have 10 pieces too many. ' +
    'Step back with [ and forward with ], and watch the figure change.',
  tour_corrected: 'Mended, and the seam stays',
  tour_corrected_text:
    'The next day an accountant withdrew the receipt, the other warehouse booked it, and a ' +
    'new count agreed. Nobody rewrote history: the mistake is still there, the correction ' +
    'beside it.',
  tour_count_differs: 'A count that differs',
  tour_count_differs_text:
    'On one day two warehouses count the same part: the first has 10 pieces fewer than the ' +
    'books, the second 10 more, and nobody knows of an issue. Why? Nobody has to be asked: ' +
    'look back.',
  tour_end: 'Done',
  tour_here: 'Back to this step',
  tour_leave: 'Leave the tour',
  tour_ledger: 'The ledger',
  tour_ledger_text:
    'The ledger of the first warehouse’s card: every movement with its balance. A week ago ' +
    'count and books agreed, so it is one of the entries between.',
  tour_note: 'Move time: from a count that differs to the entry, the person and the correction.',
  tour_other: 'Look here',
  tour_other_text: 'This screen as it was at that moment.',
  tour_start: 'Begin',
  tour_step: 'Step {n} of {all}',
  tour_the_receipt: 'This is the entry',
  tour_the_receipt_text:
    'The receipt broke no rule, so it was not refused. Look at its delivery note: one ' +
    'lorry brought two, and the second was for the other warehouse, where the boxes went.',
  tour_when: '{time} · #{position}',
  tour_who_did_it: 'Who did it',
  tour_who_did_it_text:
    'The audit has each step of this store keeper: two notes booked within a minute. An ' +
    'ordinary slip, and nobody’s ill will.',
  who_of_them: 'Enter as which: {duty}',
};

export const newcomers = { zh, en };
