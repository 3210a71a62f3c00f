@0xb7f2a1938cd05e12;
# Which days are worked, where that is not Monday to Friday: public holidays and the weekend days
# that are worked for them. A year is the stream work_calendar/<year>. Codes 729-731 of commands,
# 732-733 of events.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");
using import "annotations.capnp".list;
using import "annotations.capnp".usual;
using import "annotations.capnp".command;
using import "annotations.capnp".back;
using import "annotations.capnp".event;
using import "annotations.capnp".state;
using import "annotations.capnp".plural;
using import "annotations.capnp".refusals;
using import "annotations.capnp".label;
using import "annotations.capnp".format;
using import "annotations.capnp".required;
using import "annotations.capnp".maxLength;

struct CalendarDay $label(zh="日历日", en="Day of the calendar") {
  date @0 :Int32 $format("date") $label(zh="日期", en="Date");
  worked @1 :Bool $label(zh="上班", en="Worked");
  name @2 :Text;
}
struct WorkCalendar $state("work_calendar") $plural("work_calendars")
    $list(keeper="directory", search=["id"], menu="base",
          readers=["administrator", "auditor", "call_centre", "dispatcher", "store_keeper",
              "accountant", "technician"])
    $label(zh="工作日历", en="Work calendar") {
  days @0 :List(CalendarDay) $maxLength(366) $label(zh="例外日", en="Exceptions");
  # By date.
}

struct DefineHoliday $command(stream="work_calendar", code=729, roles=["administrator"])
    $usual(["*"])
    $back("WithdrawCalendarDays")
    $label(zh="定义节假日", en="Define a holiday") {
  dateFrom @0 :Int32 $required $format("date") $label(zh="首日", en="First day");
  dateUntil @1 :Int32 $format("date") $label(zh="末日", en="Last day");
  # None: one day. In the same year.
  name @2 :Text $required $maxLength(64);
}
struct DefineWorkday $command(stream="work_calendar", code=730, roles=["administrator"])
    $back("WithdrawCalendarDays")
    $label(zh="定义调休上班日", en="Define a worked weekend day") {
  date @0 :Int32 $required $format("date") $label(zh="日期", en="Date");
  name @1 :Text $required $maxLength(64);
}
struct WithdrawCalendarDays $command(stream="work_calendar", code=731, roles=["administrator"])
    $label(zh="撤回日历日", en="Withdraw days of the calendar") {
  # They are worked or not as the week has it.
  dateFrom @0 :Int32 $required $format("date") $label(zh="首日", en="First day");
  dateUntil @1 :Int32 $format("date") $label(zh="末日", en="Last day");
  reason @2 :Text $required;
}

struct CalendarDayDefined $event(stream="work_calendar", code=732)
    $label(zh="日历日已定义", en="Day defined") {
  date @0 :Int32 $format("date") $label(zh="日期", en="Date");
  worked @1 :Bool $label(zh="上班", en="Worked");
  name @2 :Text;
}
struct CalendarDayWithdrawn $event(stream="work_calendar", code=733)
    $label(zh="日历日已撤回", en="Day withdrawn") {
  date @0 :Int32 $format("date") $label(zh="日期", en="Date");
  reason @1 :Text;
}

enum WorkCalendarRefusal $refusals("work_calendar") {
  badDates @0
      $label(zh="日期先后不正确、跨年或过长", en="The days end before they begin, or are of two years");
  badText @1 $label(zh="文字为空、过长或含有非法字符", en="A text is empty, too long or not well formed");
  nothingChanged @2 $label(zh="没有变化", en="Nothing would change");
}
