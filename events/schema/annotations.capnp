@0xb7a1c0d25e8f4a10;
# What the schema says beyond Cap'n Proto's own words. Read by the generator (events/generator/).

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");

struct Label {
  zh @0 :Text;
  en @1 :Text;
}

struct FieldLabel {
  field @0 :Text;         # "startsAt"
  zh @1 :Text;
  en @2 :Text;
  means @3 :Text;         # as $means, of every field of that name
}

struct CommandInfo {
  stream @0 :Text;        # the stream type that it is mainly about: "work_order"
  code @1 :UInt16;        # persistent, unique among commands, only added
  # duties that may send it, as in identity.capnp's Role: ["dispatcher"]; "system" = only
  # policies, import and bootstrap; "any" = whoever is signed in
  roles @2 :List(Text);
}

struct EventInfo {
  stream @0 :Text;        # the one stream type that it happens to
  code @1 :UInt16;        # persistent, unique among events, only added
}

struct Bounds {
  min @0 :Int64 = -9223372036854775807;
  max @1 :Int64 = 9223372036854775807;
}

struct InboxInfo {
  # What is done about what waits in a queue.
  commands @0 :List(Text);  # the usual one first; all others are on the thing's card
  confirm @1 :List(Text);   # of them, those that are asked once more: goods or money move
  benches @2 :List(Text);   # duties on whose workbench it stands
  # What stands in it by its own state alone: of that stream type, while its status is one of these.
  # A row has what a field of that name and kind in the state tells. Empty: a fold says what waits.
  of @3 :Text;
  at @4 :List(Text);
  tell @5 :List(Text);      # what is called otherwise there: "amount=cost_expected"
  # "due_at": what is due soonest first, of a queue all of whose items are due some time; empty:
  # what waits longest.
  order @6 :Text;
}

struct ReadsAsInfo {
  # Whose reading a duty has that lists name nowhere.
  duties @0 :List(Text);    # it reads what any of these does
  onlyOfNobody @1 :Bool;    # and of that only what tells of nobody
}

struct ListInfo {
  # What a list of such structs is; its route, filters, card, exports and screen follow from it.
  # Fields are named as in JSON: "status"; "order.outlet" is a member of a member (its last word
  # will do), "id" of a state its stream's id, "^outlet" a field of the row around an element, "#"
  # an element's place.
  name @0 :Text;            # in the route: "bookings"; empty: the state's $plural
  keeper @1 :Text;          # of a state: the read model that keeps it: directory | cases
  elements @2 :Text;        # where they are elements of a row: "orders.orders:order.bookings"
  # of the row around an element, shown beside it: "id=order", "order.outlet"
  around @3 :List(Text);
  thing @4 :Text;           # stream type that an item belongs to, where that is not its state's
  id @5 :List(Text);        # joined by ':'; in the order of the table's key
  order @6 :Text;           # "-registered_at"; then by key. Empty: by key
  indexes @7 :List(Text);   # "status outlet": equal to, answered without a scan; "outlet / due_at":
                            # in an order of its own; "": all of them in the list's order.
  # "merged_into" of things that may be merged: what is asked of one is asked of all merged into it
  # The field that says whose it is: an outlet, or what belongs to one; with $format("stream") who
  # sees it: "outlet/S1", "operator/boss", empty: everybody.
  owner @8 :Text;
  readers @9 :List(Text);   # duties that may read it, each in its outlets; none: nobody
  # The field that says whose own it is: a technician or an operator, who sees it without a duty.
  own @13 :Text;
  # The field that says from whom an item is hidden, whatever his duties: a $format("stream") of a
  # technician or an operator; empty: from nobody.
  hiddenFrom @14 :Text;
  # Fields that ?q= looks in; "~address": an address, found by its parts; "+brand": not looked up
  # by itself, but another word may be there.
  search @10 :List(Text);
  commands @12 :List(Text); # of other things, offered here too: ["ReleaseStock"]
  menu @11 :Text;           # where its screen stands: today | parts | money | watch | base
}

# On structs
annotation command @0xe1d0a4a6b2c94f01 (struct) :CommandInfo;
annotation event   @0xe1d0a4a6b2c94f02 (struct) :EventInfo;
# stream type whose state this is: "work_order"
annotation state   @0xe1d0a4a6b2c94f03 (struct) :Text;
# on a state: its name in routes: "work_orders"
annotation plural  @0xe1d0a4a6b2c94f04 (struct) :Text;
# "<read model>.<table>": a row of a projection
annotation row     @0xe1d0a4a6b2c94f05 (struct) :Text;

# on a state, a row, or what rows have lists of
annotation list    @0xe1d0a4a6b2c94f0f (struct) :ListInfo;
# on a command: the statuses of its thing in which it is possible, or of the one that a list offers
# it for
annotation when    @0xe1d0a4a6b2c94f10 (struct) :List(Text);
# on a command: where it is what a person usually does next. "scheduled": in that status of its
# thing, "*" in any; "work_order.completed": of another thing that it names; "counts.*": of an
# item of a list of parts of things; after it, of which all must hold:
# "@dispatcher" a duty that he has, "-slip" a field of the thing that is empty, "+slip" one that is
# not, "kind=install" one that holds that
annotation usual   @0xe1d0a4a6b2c94f16 (struct) :List(Text);
# on a state: its id is these fields of its commands, joined by ':'; "condition=good": where it is
# none
annotation idParts @0xe1d0a4a6b2c94f11 (struct) :List(Text);
# on a state: its thing is a person, whose id $personal names
annotation person   @0xe1d0a4a6b2c94f14 (struct) :Void;
# on a command: the one by which its sender takes it back at once (a technician: his dispatcher)
annotation back     @0xe1d0a4a6b2c94f19 (struct) :Text;
# on a command: who is named in these fields of its thing, as an operator or as a technician, may
# not send it: "registeredBy technician"
annotation otherThan @0xe1d0a4a6b2c94f1a (struct) :Text;
# on a command: where this field of its thing names somebody, nobody else sends it: "handler"
annotation onlyBy   @0xe1d0a4a6b2c94f1c (struct) :Text;
# on an enumerant of Queue
annotation inbox    @0xe1d0a4a6b2c94f1b (enumerant) :InboxInfo;
# on an event: changes nothing that lists show
annotation unlisted @0xe1d0a4a6b2c94f12 (struct) :Void;

# On enums: refusals of one stream type; the code of an enumerant is
# "<value>.<enumerant_in_snake_case>"
annotation refusals @0xe1d0a4a6b2c94f06 (enum) :Text;

# On an enumerant of those: sent again with a reason in this field of the command, it is accepted
annotation yields   @0xe1d0a4a6b2c94f17 (enumerant) :Text;

# on an enumerant of Role
annotation readsAs @0xe1d0a4a6b2c94f1d (enumerant) :ReadsAsInfo;

# On anything shown to people
annotation label @0xe1d0a4a6b2c94f07 (struct, field, enum, enumerant) :Label;

# On a file, labels.capnp: what a field of that name is called wherever it has no label of its
# own. A
# field without either that is a $ref or $id is called as the state of that stream type is.
annotation fieldLabels @0xe1d0a4a6b2c94f0e (file) :List(FieldLabel);

# On fields
# The field is a UInt16 in the record (an index into the commit's list of streams) and an id
# (text) in
# values, views and JSON. "work_order": an id of that stream type. Only in events.
annotation ref      @0xe1d0a4a6b2c94f08 (field) :Text;
# In commands, states and rows: this Text is an id of that stream type (for forms and links).
annotation id       @0xe1d0a4a6b2c94f09 (field) :Text;
# money (Int64 fen) | quantity (Int64 thousandths) | rate (Int32 1/10000) | instant (Int64 ms) |
# date (Int32 days since 1970-01-01, JSON "2026-03-01") | position (Int64) | phone (Text) |
# month (Text "2026-03") |
# multiline (Text; at most 4000 where $maxLength does not say; a command's text of which nothing
# else is said is multiline too, of at most 1000) |
# code (Text: a serial, a paper's or a maker's number, whose full-width forms are ASCII) |
# secret (Text: never stored, never logged) |
# stream (Text "work_order/WO-1": in rows, the thing that the row is about)
annotation format   @0xe1d0a4a6b2c94f0a (field) :Text;
# The field tells of a person (name, phone, address, plate, photo, voice), and this says of whom:
# the field, named as in JSON, that holds his id, in this struct or the one around it, else in the
# state of the stream that a command or an event is about; "id": the stream's own thing is he;
# "someone": nobody in the system has an id for him, as where the field that holds it is empty.
# "none": it tells of a thing, which a $format("phone") must say.
annotation personal @0xe1d0a4a6b2c94f13 (field) :Text;
# What values of this field are, wherever a field has them: brand | category | model | area |
# part_category | charge_item: a form offers those that registers hold; latitude | longitude (Int32,
# millionths of a degree): a form takes the two as one place, with the datum beside them;
# file_hash (Text: SHA-256 of a file in small hexadecimal digits) | file_size (Int64, its octets): a
# form makes them of a file that is chosen, which stays where it is.
# Of a whole number, what it counts, which people write and read in words of their own: minutes |
# hours | days | working_days | months | years | metres | km_per_hour | km_per_day | minute_of_day
# (1260 is 21:00). Of a whole number in a command: "one of payments", which of that list of its
# thing it is about, of those that are not withdrawn; "drafted|approved of versions", of those that
# have that status. A form offers them, and where there is none the command is not offered.
annotation means    @0xe1d0a4a6b2c94f15 (field) :Text;
# Of an $id in a command: what the thing that is chosen tells of other fields, which stand in the
# form before it is sent: ["brand", "contact=name"].
annotation fills    @0xe1d0a4a6b2c94f18 (field) :List(Text);
# JSON must name it; text and lists not empty
annotation required @0xe1d0a4a6b2c94f0b (field) :Void;
annotation bounds   @0xe1d0a4a6b2c94f0c (field) :Bounds; # of an integer, inclusive
# of text in characters, which are code points (default 1000), of data in octets, or of a list
# (default 1000). A list in a state or a row must say it: core refuses with "limit.too_many" what
# would make a state's longer. 0: nothing is added any more, what is there can only go.
annotation maxLength @0xe1d0a4a6b2c94f0d (field) :UInt32;
