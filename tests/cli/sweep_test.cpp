// sweep and merge: what is done, what is said, what is refused.
#include <nlohmann/json.hpp>

#include "program.hpp"
#include "store_rows.hpp"

namespace firebreak::cli_test {
namespace {

using sweep::test::rows_of;

const std::string two_axes = R"("axes": {
  "technicians": {"pointer": "/response/crews/technicians", "values": [5, 80]},
  "drilled": {"pointer": "/response/drilled", "values": [false, true]}
}, "design": {"grid": {}}, "measures": ["/services/shop/functions/browse/recovery_h/*"])";

/// A sweep's file beside a copy of the template scenario.
std::string write_sweep(const Folder& folder, const std::string& rest) {
    folder.write("base.json", minimal());
    return folder.write("sweep.json",
                        "{\"schema\": 1, \"name\": \"crews\", \"scenario\": \"base.json\",\n" + rest + "}\n");
}

Result in(const Folder& folder, const Words& arguments) {
    return firebreak(arguments, {.folder = folder.path()});
}

void check_refused(const Folder& folder, const Words& arguments, int status, const std::string& said) {
    const Result result = in(folder, arguments);
    INFO(result.err);
    CHECK(result.status == status);
    CHECK(result.out.empty());
    CHECK(has(result.err, said));
}

}  // namespace

TEST_CASE("sweep: all points and replications end in one store", "[cli]") {
    const Folder folder;
    write_sweep(folder, two_axes + R"(, "replications": {"count": 5})");
    const Result first = in(folder, {"sweep", "sweep.json"});
    CHECK(first.status == 0);
    CHECK(first.out == "crews: 20 of 20 runs done, 0 failed, in sweep.db\n");
    CHECK(first.err.empty());
    CHECK(folder.entries() == Words{"base.json", "sweep.db", "sweep.json"});
    const Words rows = rows_of(folder.at("sweep.db"));
    CHECK(rows.size() == 20);

    // Again: nothing is left to do. One job: the same rows. The table holds them as well.
    CHECK(in(folder, {"sweep", "sweep.json"}).out == first.out);
    const Result table =
        in(folder, {"sweep", "sweep.json", "-j", "1", "--store", "one.db", "--table", "t.csv"});
    CHECK(table.status == 0);
    CHECK(rows_of(folder.at("one.db")) == rows);
    const Words lines = lines_of(contents(folder.at("t.csv")));
    REQUIRE(lines.size() == 21);
    CHECK(has(lines[0],
              "point,replication,seed,status,error,technicians,drilled,/services/shop/functions/browse/"
              "recovery_h/first,"));
    CHECK(has(lines[20], "3,4,1,ok,,80,true,"));
}

TEST_CASE("sweep: a run is what firebreak run would have done", "[cli]") {
    const Folder folder;
    write_sweep(folder, two_axes + R"(, "replications": {"count": 3}, "seed": 9)");
    REQUIRE(in(folder, {"sweep", "sweep.json"}).status == 0);
    const Result run =
        in(folder, {"run", "base.json", "--set", "/response/crews/technicians=80", "--set",
                    "/response/drilled=true", "--seed", "9", "--replications", "1", "--format", "json"});
    const auto metrics = nlohmann::json::parse(run.out);
    const double full = metrics.at("/services/shop/functions/browse/recovery_h/full/mean"_json_pointer);
    sweep::StoreReader reader{folder.at("sweep.db")};
    reader.for_each_run([&](const sweep::RunRow& row) {
        if (row.point == 3 && row.replication == 0) CHECK(nlohmann::json::parse(row.measures).at(3) == full);
    });
    const Result replay = in(folder, {"sweep", "sweep.json", "--replay", "3:0"});
    CHECK(replay.status == 0);
    CHECK(has(replay.out, "point 3: {\"technicians\":80,\"drilled\":true}\nreplication 0, seed 9\n"));
    CHECK(has(line_with(replay.out, "/recovery_h/full"), "/services/shop/functions/browse/recovery_h/full "));
}

TEST_CASE("sweep: four shards merged are one run, row for row", "[cli]") {
    const Folder folder;
    write_sweep(folder,
                R"("axes": {"technicians": {"pointer": "/response/crews/technicians", "range": [5, 80]}},
        "design": {"latin_hypercube": {"points": 10}}, "replications": {"count": 4})");
    REQUIRE(in(folder, {"sweep", "sweep.json", "--store", "whole.db"}).status == 0);
    Words merge{"merge", "all.db"};
    for (const std::string shard : {"1", "2", "4"}) {
        const Result result = in(folder, {"sweep", "sweep.json", "--shard", shard + "/4"});
        CHECK(has(result.out, " failed, in sweep." + shard + "-of-4.db\n"));
        merge.push_back("sweep." + shard + "-of-4.db");
    }
    // Killed while it made its store, a shard leaves this.
    folder.write("sweep.3-of-4.db", "");
    merge.push_back("sweep.3-of-4.db");
    CHECK(in(folder, {"merge", "all.db", "sweep.3-of-4.db"}).status == 75);
    const Result part = in(folder, merge);
    CHECK(part.status == 75);
    CHECK(part.out == "merged: 32 of 40 runs done, 0 failed, in all.db\n");
    CHECK(part.err ==
          "firebreak: 8 runs are missing, at points (runs): 2 (4), 6 (4)\nfirebreak: run again with --shard: "
          "3/4\n");
    REQUIRE(in(folder, {"sweep", "sweep.json", "--shard", "3/4"}).status == 0);
    const Result whole = in(folder, merge);
    CHECK(whole.status == 0);
    CHECK(whole.err.empty());
    CHECK(rows_of(folder.at("all.db")) == rows_of(folder.at("whole.db")));
}

TEST_CASE("sweep: Ctrl-C keeps what was done, and the next start goes on", "[cli]") {
    const Folder folder;
    write_sweep(folder, R"("axes": {}, "design": {"grid": {}}, "replications": {"count": 100000})");
    const auto more_than = [&](std::size_t rows) {
        return Start{.interrupt_when = [&folder, rows] { return sweep::test::rows_in(folder.at("sweep.db")) > static_cast<int>(rows); }, .folder = folder.path()};
    };
    const Result stopped = firebreak({"sweep", "sweep.json"}, more_than(0));
    CHECK(stopped.status == 75);
    CHECK(stopped.out.empty());
    CHECK(has(stopped.err, "of 100000 runs done; they are safe in sweep.db; run it again to go on\n"));
    const std::size_t done = rows_of(folder.at("sweep.db")).size();
    CHECK((done > 0 && done < 100000));
    CHECK(has(stopped.err, "firebreak: stopped with " + std::to_string(done) + " of "));
    REQUIRE(firebreak({"sweep", "sweep.json"}, more_than(done)).status == 75);
    CHECK(rows_of(folder.at("sweep.db")).size() > done);
}

TEST_CASE("sweep: a point that is not sound fails alone, with the command that replays it", "[cli]") {
    const Folder folder;
    write_sweep(folder, R"("axes": {
      "a": {"patches": {"keep": [], "remove": [{"op": "remove", "path": "/description"}]}},
      "b": {"patches": {"keep": [], "replace": [{"op": "replace", "path": "/description", "value": "x"}]}}
    }, "design": {"grid": {}}, "replications": {"count": 2})");
    const Result result = in(folder, {"sweep", "sweep.json"});
    CHECK(result.status == 4);
    CHECK(result.out == "crews: 8 of 8 runs done, 2 failed, in sweep.db\n");
    REQUIRE(lines_of(result.err).size() == 2);
    CHECK(has(result.err, "point 3, replication 0: failed: "));
    CHECK(has(result.err, "the patch cannot be applied"));
    CHECK(has(result.err, "replay: firebreak sweep sweep.json --replay 3:0\n"));
    CHECK(in(folder, {"sweep", "sweep.json", "--replay", "3:0"}).status == 2);
    // What has failed stays so, until it is to be tried again.
    CHECK(in(folder, {"sweep", "sweep.json"}).err.empty());
    CHECK(lines_of(in(folder, {"sweep", "sweep.json", "--retry-failed"}).err).size() == 2);
}

TEST_CASE("sweep: what does not fit the store is refused", "[cli]") {
    const Folder folder;
    write_sweep(folder, two_axes + R"(, "replications": {"count": 1})");
    REQUIRE(in(folder, {"sweep", "sweep.json"}).status == 0);
    write_sweep(folder, two_axes + R"(, "replications": {"count": 2})");
    check_refused(folder, {"sweep", "sweep.json"}, 2,
                  "sweep.db: the store belongs to another plan: the sweep's file has changed");
    folder.write("base.json", minimal_with("\"horizon_h\": 120", "\"horizon_h\": 121"));
    check_refused(folder, {"sweep", "sweep.json"}, 2, "the store belongs to another scenario");
    folder.write("text.db", std::string(2000, 'x'));
    check_refused(folder, {"sweep", "sweep.json", "--store", "text.db"}, 3,
                  "text.db: is not a store of Firebreak");
    check_refused(folder, {"sweep", "sweep.json", "--store", "no/folder.db"}, 3,
                  "no/folder.db-lock: cannot be written: No such file");
    check_refused(folder, {"merge", "all.db", "absent.db"}, 3, "absent.db: unable to open database file");
    check_refused(folder, {"merge", "sweep.db", "sweep.db"}, 2,
                  "sweep.db: is one of the stores to be merged");
}

TEST_CASE("sweep: mistakes in its file and flags are all named, with their place", "[cli]") {
    const Folder folder;
    write_sweep(folder, R"("axes": {
  "technicians": {"pointer": "/response/crews/technicans", "values": [5]},
  "cleaning": {"pointer": "/response/crews/cleaning", "values": [1, 0]}
}, "design": {"grid": {}}, "measures": ["/service/**"])");
    const Result result = in(folder, {"sweep", "sweep.json"});
    CHECK(result.status == 2);
    const Words lines = lines_of(result.err);
    REQUIRE(lines.size() == 3);
    CHECK(has(lines[0],
              "sweep.json:3:71: /axes/technicians/values/0: 5 is refused: /response/crews/technicans: "
              "unknown key"));
    CHECK(has(lines[1],
              "sweep.json:4:69: /axes/cleaning/values/1: 0 is refused: /response/crews/cleaning: 0 is out of "
              "range"));
    CHECK(has(lines[2], "/measures/0: no measure fits /service/**; paths are those in metrics.json"));
    CHECK(in(folder, {"check", "sweep.json"}).err == result.err);

    write_sweep(folder, two_axes);
    CHECK(has(in(folder, {"check", "sweep.json"}).out,
              "sweep.json: sound: grid, 2 axes, 4 points, 100 replications each, 4 measures\n"));
    for (const std::string shard : {"0/4", "5/4", "1", "1/0", "a/b", "1/4x"}) {
        check_refused(folder, {"sweep", "sweep.json", "--shard", shard}, 2,
                      "--shard: \"" + shard + "\" is no shard I/N");
    }
    check_refused(folder, {"sweep", "sweep.json", "--replay", "4:0"}, 2,
                  "points are 0 to 3, replications 0 to 99");
    check_refused(folder, {"sweep", "absent.json"}, 3, "absent.json: cannot be read");
    write_sweep(folder, two_axes);
    folder.write("base.json", "{}");
    check_refused(folder, {"sweep", "sweep.json"}, 2, "base.json:1:1: ");
    CHECK(folder.entries() == Words{"base.json", "sweep.json"});
}

TEST_CASE("sweep: a sweep reads nothing outside of its tree", "[cli]") {
    const Folder folder;
    folder.write("secret.json", "{\"password\": 1}");
    folder.write("in/sweep.json",
                 R"({"schema": 1, "name": "s", "scenario": "../secret.json", "design": {"grid": {}}})");
    const Result result = in(folder, {"sweep", "in/sweep.json"});
    CHECK(result.status == 2);
    CHECK_FALSE(has(result.err, "password"));
    CHECK(has(result.err, "leads out of the sweep's tree"));
}

TEST_CASE("sweep: its schema and reference", "[cli]") {
    const auto schema = nlohmann::json::parse(firebreak({"schema", "sweep"}).out);
    CHECK(schema.at("title") == "Firebreak sweep");
    CHECK(schema.at("$defs").contains("morris_design"));
    CHECK(firebreak({"schema", "sweep", "--format", "markdown"}).out ==
          contents(shipped("docs/sweep-reference.md")));
}

}  // namespace firebreak::cli_test
