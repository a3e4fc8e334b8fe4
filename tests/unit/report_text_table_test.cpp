// Widths, cutting, alignment, and words for numbers.
#include "report/text_table.hpp"

#include <algorithm>
#include <limits>

#include "catch_compat.hpp"
#include "firebreak/error.hpp"
#include "report/display_width.hpp"
#include "report/phrases.hpp"

namespace firebreak::report {
namespace {

constexpr double never_h = std::numeric_limits<double>::infinity();

std::size_t widest_line(const std::string& text) {
    std::size_t widest = 0;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find('\n', from), text.size());
        widest = std::max(widest, display_width(text.substr(from, to - from)));
        from = to + 1;
    }
    return widest;
}

TEST_CASE("display width counts columns, not bytes") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("판교") == 4);
    CHECK(display_width("Müller") == 6);
    CHECK(display_width("e\xCC\x81") == 1);  // e and a combining acute accent
    CHECK(display_width("\xF0\x9F\x94\xA5") == 2);
    CHECK(display_width("\xFF\xC3") == 2);  // not UTF-8
}

TEST_CASE("text from files cannot steer the terminal") {
    CHECK(printable("a\x1b[31mb") == "a\xEF\xBF\xBD[31mb");
    CHECK(printable("a\nb") ==
          "a\xEF\xBF\xBD"
          "b");
    CHECK(printable("\xE2\x80\xAE") == "\xEF\xBF\xBD");          // right-to-left override
    CHECK(printable("\xC0\xAF") == "\xEF\xBF\xBD\xEF\xBF\xBD");  // overlong slash
    CHECK(printable("판교 B3") == "판교 B3");
}

TEST_CASE("cutting keeps characters whole and shows the cut") {
    CHECK(fitted("chat/text", 9) == "chat/text");
    CHECK(fitted("chat/text", 6) == "chat/\xE2\x80\xA6");
    CHECK(fitted("판교판교", 6) == "판교\xE2\x80\xA6");
    CHECK(fitted("판교판교", 4) == "판\xE2\x80\xA6");
    CHECK(fitted("abc", 1) == "\xE2\x80\xA6");
    CHECK(fitted("abc", 0).empty());
}

TEST_CASE("numbers stand on the right, names on the left, without blanks at the end") {
    TextTable table{{{"site", Align::left}, {"servers\nback"}, {"note", Align::left}}};
    table.add_row({{"판교"}, {"12"}, {"x"}});
    table.add_row({{"gasan"}, {"1,234"}});
    CHECK(table.render({}) ==
          "       servers\n"
          "site      back  note\n"
          "판교        12  x\n"
          "gasan    1,234\n");
}

TEST_CASE("a table never exceeds its terminal") {
    TextTable table{{{"function", Align::left}, {"first"}, {"half"}, {"a rather long title"}}};
    table.add_row({{"a-service/with-a-very-long-function-name"}, {"10.1 h"}, {"판교판교"}, {">140 h"}});
    for (std::size_t columns = 1; columns < 100; ++columns) {
        INFO(columns);
        CHECK(widest_line(table.render({.columns = columns})) <= columns);
    }
    CHECK(table.render({.columns = 40}).find("10.1 h") != std::string::npos);
}

TEST_CASE("colour only where asked for, and it takes no room") {
    TextTable table{{{"a", Align::left}, {"b"}}};
    table.add_row({{"x", Style::bad}, {"1"}});
    CHECK(table.render({}) == "a  b\nx  1\n");
    CHECK(table.render({.columns = 80, .colour = true}) ==
          "\x1b[1ma\x1b[0m  \x1b[1mb\x1b[0m\n\x1b[31mx\x1b[0m  1\n");
}

TEST_CASE("a table without rows is no table, a row with too many cells a bug") {
    TextTable table{{{"a"}}};
    CHECK(table.render({}).empty());
    CHECK_THROWS_AS(table.add_row({{"1"}, {"2"}}), Bug);
}

TEST_CASE("paragraphs wrap with a hanging indent") {
    CHECK(paragraph("Fire  ", "one two  three four", 14) == "Fire  one two\n      three\n      four\n");
    CHECK(paragraph("", "abcdefgh ij", 5) == "abcd\xE2\x80\xA6\nij\n");
}

TEST_CASE("labels break after hyphens") {
    CHECK(broken("hardened-single-site", 12) == std::vector<std::string>{"hardened-", "single-site"});
    CHECK(broken("two-site", 20) == std::vector<std::string>{"two-site"});
    CHECK(broken("abcdefgh", 4) == std::vector<std::string>{"abc\xE2\x80\xA6"});
}

TEST_CASE("times read in the unit that suits them") {
    CHECK(time_text(0.0, 140.0) == "-");
    CHECK(time_text(0.0001, 140.0) == "<1 s");
    CHECK(time_text(40.0 / 3600.0, 140.0) == "40 s");
    CHECK(time_text(59.6 / 3600.0, 140.0) == "1 min");
    CHECK(time_text(3.2 / 60.0, 140.0) == "3 min");
    CHECK(time_text(59.4 / 60.0, 140.0) == "59 min");
    CHECK(time_text(59.6 / 60.0, 140.0) == "1 h");
    CHECK(time_text(10.06, 140.0) == "10.1 h");
    CHECK(time_text(127.55, 140.0) == "128 h");
    CHECK(time_text(never_h, 140.0) == ">140 h");
    CHECK(time_text(never_h, 24.5) == ">24.5 h");
}

TEST_CASE("ranges share one unit") {
    CHECK(range_text({.low_h = 2.5, .high_h = 10.1}, 140.0) == "2.5-10.1 h");
    CHECK(range_text({.low_h = 3.0 / 60.0, .high_h = 0.2}, 140.0) == "3-12 min");
    CHECK(range_text({.low_h = 0.0, .high_h = 4.1}, 140.0) == "0-4.1 h");
    CHECK(range_text({.low_h = 0.01, .high_h = 4.1}, 140.0) == "<0.1-4.1 h");
    CHECK(range_text({.low_h = 6.9, .high_h = never_h}, 140.0) == "6.9-140+ h");
    CHECK(range_text({.low_h = never_h, .high_h = never_h}, 140.0) == ">140 h");
    CHECK(range_text({.low_h = 7.01, .high_h = 6.99}, 140.0) == "7 h");
}

TEST_CASE("counts, shares, ages and differences") {
    CHECK(amount_text(-1234.0) == "-1,234");
    CHECK(amount_text(0.000634) == "0.000634");
    CHECK(amount_text(57.26) == "57.3");
    CHECK(amount_text(460e9) == "460 bn");
    CHECK(amount_text(44.72e12) == "44.7 tn");
    CHECK(count_text(0.0) == "0");
    CHECK(count_text(0.2) == "<1");
    CHECK(count_text(999.0) == "999");
    CHECK(count_text(412300.4) == "412,300");
    CHECK(count_text(999999.7) == "1 M");
    CHECK(count_text(118.24e6) == "118 M");
    CHECK(count_text(999.96e6) == "1 bn");
    CHECK(count_text(3.44e9) == "3.4 bn");
    CHECK(percent_text(0.34) == "34 %");
    CHECK(percent_text(0.995) == "99.5 %");
    CHECK(percent_text(0.9999) == ">99.9 %");
    CHECK(percent_text(0.0002) == "<0.1 %");
    CHECK(percent_text(1.0) == "100 %");
    CHECK(age_text(0.0) == "0");
    CHECK(age_text(5.0) == "5 s");
    CHECK(age_text(5400.0) == "1.5 h");
    CHECK(difference_text(-98.44, 1) == "-98.4");
    CHECK(difference_text(0.284, 2) == "+0.28");
    CHECK(difference_text(-0.004, 2) == "0");
    CHECK(clock_text(15.0 + 19.0 / 60.0) == "15:19");
    CHECK(clock_text(0.1) == "00:06");
}

}  // namespace
}  // namespace firebreak::report
