// The flags: what is refused, how it is said, and what the help looks like.
#include "program.hpp"

namespace firebreak::cli_test {
namespace {

const std::string template_file = shipped("scenarios/templates/minimal.json");

void check_usage(const Words& arguments, const std::string& said, const std::string& help) {
    INFO(said);
    const Result result = firebreak(arguments);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(result.err == "firebreak: " + said + "\nfirebreak: try '" + help + "'\n");
}

void check_run_usage(const Words& more, const std::string& said) {
    Words arguments{"run", template_file};
    arguments.insert(arguments.end(), more.begin(), more.end());
    check_usage(arguments, said, "firebreak run --help");
}

}  // namespace

TEST_CASE("usage: commands", "[cli]") {
    check_usage({"chekc", "x"}, "there is no command \"chekc\"; did you mean \"check\"?", "firebreak --help");
    check_usage({"burn"}, "there is no command \"burn\"", "firebreak --help");
    CHECK(firebreak({}).status == 2);
    CHECK(firebreak({"run"}).status == 2);
}

TEST_CASE("usage: options", "[cli]") {
    check_run_usage({"--replicatons", "3"},
                    "there is no option --replicatons; did you mean \"--replications\"?");
    check_run_usage({"--replicatons=3"},
                    "there is no option --replicatons; did you mean \"--replications\"?");
    check_run_usage({"other.json"}, "unexpected argument \"other.json\"");
    check_run_usage({"--format", "xml"}, "--format: \"xml\" is not one of text, json");
    check_run_usage({"--format", "1"}, "--format: \"1\" is not one of text, json");
    CHECK(firebreak({"run", template_file, "--out"}).status == 2);
    CHECK(firebreak({"compare", template_file}).status == 2);
}

TEST_CASE("usage: numbers", "[cli]") {
    for (const std::string value : {"0", "-3", "2.5", "1e3", "010", "0x10", "+5", "many", "1000001"}) {
        check_run_usage({"--replications", value},
                        "--replications: \"" + value + "\" is not a whole number from 1 to 1000000");
    }
    for (const std::string value : {"-1", "18446744073709551616", "x"}) {
        check_run_usage({"--seed", value},
                        "--seed: \"" + value + "\" is not a whole number from 0 to 18446744073709551615");
    }
    CHECK(has(firebreak({"run", template_file, "-j", "0"}).err, "is not a whole number from 1 to 4096"));
}

TEST_CASE("usage: no option takes nan or inf, and each its range only", "[cli]") {
    for (const std::string value : {"nan", "NaN", "inf", "-inf", "infinity", "0", "1", "1.5", "-0.1", "1e999", "0.9x", "much"}) {
        check_run_usage({"--require-targets", "--confidence", value},
                        "--confidence: \"" + value + "\" is not a number above 0 and below 1");
    }
    const Words rare{"rare", template_file, "--measure", "services/shop/functions/order/recovery_h/full"};
    const auto with = [&](Words more) {
        Words all = rare;
        all.insert(all.end(), more.begin(), more.end());
        return all;
    };
    for (const std::string value : {"nan", "inf", "-inf", "1e999"}) {
        check_usage(with({"--above", value}), "--above: \"" + value + "\" is not a finite number", "firebreak rare --help");
        for (const Words& command : {with({"--above", "3"}), Words{"summary", "sweep.db"}}) {
            Words all = command;
            all.insert(all.end(), {"--ignitions-per-year", value});
            check_usage(all, "--ignitions-per-year: \"" + value + "\" is not a number from 0 to 500",
                        "firebreak " + command.front() + " --help");
        }
        CHECK(has(firebreak({"summary", "sweep.db", "--target", "x=" + value}).err, "is no MEASURE=VALUE"));
    }
}

TEST_CASE("usage: an empty value is no value", "[cli]") {
    for (const std::string option : {"--out", "--seed", "--format", "--replications"}) {
        INFO(option);
        const Result result = firebreak({"run", template_file, option, ""});
        CHECK(result.status == 2);
        CHECK(result.out.empty());
    }
}

TEST_CASE("usage: help fits 80 columns and names every option", "[cli]") {
    for (const std::string command : {"", "run", "compare", "sweep", "merge", "check", "schema"}) {
        const Result result = firebreak(command.empty() ? Words{"--help"} : Words{command, "--help"});
        CHECK(result.status == 0);
        CHECK(result.err.empty());
        for (const std::string& line : lines_of(result.out)) CHECK(line.size() <= 80);
    }
    const std::string help = firebreak({"run", "--help"}).out;
    for (const std::string option : {"--set POINTER=VALUE", "--seed N", "--replications N", "-j,--jobs N",
                                     "--out DIR", "--format text|json", "--require-targets"}) {
        CHECK(has(help, "\n  " + option + " "));
    }
    CHECK(has(firebreak({"--version"}).out, "firebreak "));
}

TEST_CASE("usage: output that cannot be written is no success", "[cli]") {
    for (const Words& arguments : {Words{"schema"}, Words{"run", template_file, "--replications", "1"},
                                   Words{"check", template_file}, Words{"--help"}}) {
        INFO(arguments.front());
        const Result result = firebreak(arguments, {.out_to = "/dev/full"});
        CHECK(result.status == 3);
        CHECK(has(result.err, "No space left on device"));
    }
    CHECK(firebreak({"check", "no-such-file"}, {.err_to = "/dev/full"}).status == 3);
}

}  // namespace firebreak::cli_test
