@0xb7a1c0d25e8f4a10;
# What the schema says beyond Cap'n Proto's own words. Read by the generator (events/generator/).

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("kintsugi::stored");

struct Label {
  zh @0 :Text;
  en @1 :Text;
}

struct CommandInfo {
  stream @0 :Text;        # the stream type that it is mainly about: "work_order"
  code @1 :UInt16;        # persistent, unique among commands, only added
  roles @2 :List(Text);   # duties that may send it, as in identity.capnp's Role: ["dispatcher"]; "system" = only policies, import and bootstrap; "any" = whoever is signed in
}

struct EventInfo {
  stream @0 :Text;        # the one stream type that it happens to
  code @1 :UInt16;        # persistent, unique among events, only added
}

struct Bounds {
  min @0 :Int64 = -9223372036854775807;
  max @1 :Int64 = 9223372036854775807;
}

# On structs
annotation command @0xe1d0a4a6b2c94f01 (struct) :CommandInfo;
annotation event   @0xe1d0a4a6b2c94f02 (struct) :EventInfo;
annotation state   @0xe1d0a4a6b2c94f03 (struct) :Text;   # stream type whose state this is: "work_order"
annotation plural  @0xe1d0a4a6b2c94f04 (struct) :Text;   # on a state: its name in routes: "work_orders"
annotation row     @0xe1d0a4a6b2c94f05 (struct) :Text;   # "<read model>.<table>": a row of a projection

# On enums: refusals of one stream type; the code of an enumerant is "<value>.<enumerant_in_snake_case>"
annotation refusals @0xe1d0a4a6b2c94f06 (enum) :Text;

# On anything shown to people
annotation label @0xe1d0a4a6b2c94f07 (struct, field, enum, enumerant) :Label;

# On fields
# The field is a UInt16 in the record (an index into the commit's list of streams) and an id (text) in
# values, views and JSON. "work_order": an id of that stream type. Only in events.
annotation ref      @0xe1d0a4a6b2c94f08 (field) :Text;
# In commands, states and rows: this Text is an id of that stream type (for forms and links).
annotation id       @0xe1d0a4a6b2c94f09 (field) :Text;
# money (Int64 fen) | quantity (Int64 thousandths) | rate (Int32 1/10000) | instant (Int64 ms) |
# date (Int32 days since 1970-01-01, JSON "2026-03-01") | position (Int64) | personal (Text) |
# phone (Text) | multiline (Text) | secret (Text: never stored, never logged)
annotation format   @0xe1d0a4a6b2c94f0a (field) :Text;
annotation required @0xe1d0a4a6b2c94f0b (field) :Void;   # JSON must name it; text and lists not empty
annotation bounds   @0xe1d0a4a6b2c94f0c (field) :Bounds; # of an integer, inclusive
annotation maxLength @0xe1d0a4a6b2c94f0d (field) :UInt32; # of text in octets (default 1000) or of a list (default 1000)
