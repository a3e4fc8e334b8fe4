// The store: what goes in comes out, who may write, what does not belong, a full disk, merging.
#include "sweep/store.hpp"

#include <sys/resource.h>
#include <sys/wait.h>

#include <cmath>
#include <csignal>

#include "firebreak/error.hpp"
#include "firebreak/metrics.hpp"
#include "sweep/export_csv.hpp"
#include "sweep/merge.hpp"
#include "sweep/values.hpp"
#include "sweep_fixture.hpp"

namespace firebreak::sweep {
namespace {

RunRow row(std::size_t point, int replication, double a = 1.5) {
    const double values[]{a, censored};
    return {.point = point, .replication = replication, .seed = 7, .measures = values_text(values)};
}

void fill(const std::string& path, const Plan& plan, const Provenance& from,
          const std::vector<RunRow>& rows) {
    Store store{path, plan, from};
    for (const RunRow& each : rows) store.add(each);
    store.flush();
}

std::string refused(const std::string& path, const Plan& plan, const Provenance& from) {
    try {
        Store store{path, plan, from};
    } catch (const InputError& error) {
        return error.findings().at(0).problem;
    }
    return "accepted";
}

/// Exit status of a child that does `work`.
int in_child(const std::function<void()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        try {
            work();
        } catch (const FileError&) {
            ::_exit(3);
        } catch (...) {
            ::_exit(1);
        }
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

TEST_CASE("values: numbers survive bit for bit, and what is no number keeps its meaning") {
    const std::vector<double> values{0.1, -0.0, 1e-300, 123456789.123456789, 5, censored, not_at_all, no_such_measure()};
    const std::string text = values_text(values);
    CHECK(text == "[0.1,-0,1e-300,123456789.12345679,5,\"censored\",\"never\",null]");
    const std::vector<double> back = parse_values(text);
    REQUIRE(back.size() == values.size());
    for (std::size_t i = 0; i + 1 < values.size(); ++i) CHECK(back[i] == values[i]);
    CHECK(std::signbit(back[1]));
    CHECK(std::isnan(back[7]));
    CHECK(parse_values("[]").empty());
    CHECK_THROWS_AS(parse_values("[1,x]"), FileError);
    CHECK_THROWS_AS(parse_values("1,2"), FileError);
}

TEST_CASE("store: plan, provenance and rows come back as they went in") {
    const test::Folder folder;
    Plan plan = test::small_plan(3, 2);
    plan.kind = DesignKind::morris;
    plan.points[1] = {.at = {as_in_scenario()}, .block = 4, .role = 2, .axis = 0};
    plan.points[2].at = {0.1234567890123456789};
    plan.axes[0].labels = {"say \"x\"", "y,z"};
    plan.replications = {2, 9, 3, "/b", 0.25};
    plan.common_luck = false;
    Provenance from = test::origin();
    from.shard = {2, 3};
    from.scenario_text = "{\n}";
    RunRow bad{.point = 1,
               .replication = 1,
               .seed = 18446744073709551615u,
               .status = Status::timeout,
               .error = "too \"long\""};
    fill(folder.at("s.db"), plan, from, {row(1, 0), bad});

    StoreReader reader{folder.at("s.db")};
    CHECK(reader.plan().id == plan.id);
    CHECK(reader.plan().kind == DesignKind::morris);
    CHECK(reader.plan().seed == 7);
    CHECK(reader.plan().horizon_h == 10.0);
    CHECK_FALSE(reader.plan().common_luck);
    CHECK(reader.plan().settings == plan.settings);
    CHECK(reader.plan().measures == plan.measures);
    CHECK(reader.plan().axes[0].labels == plan.axes[0].labels);
    CHECK(reader.plan().axes[0].unit == "hours");
    CHECK(reader.plan().replications.step == 3);
    CHECK(reader.plan().replications.width == 0.25);
    CHECK(reader.plan().points[2].at == plan.points[2].at);
    CHECK(is_as_in_scenario(reader.plan().points[1].at[0]));
    CHECK(reader.plan().points[1].block == 4);
    CHECK(reader.plan().points[1].role == 2);
    CHECK(reader.plan().points[1].axis == 0);
    CHECK(reader.plan().points[0].axis == -1);
    CHECK(reader.provenance().shard == Shard{2, 3});
    CHECK(reader.provenance().scenario_text == "{\n}");
    CHECK(test::rows_of(folder.at("s.db")) ==
          std::vector<std::string>{"1:0 7 ok  [1.5,\"censored\"]",
                                   "1:1 18446744073709551615 timeout too \"long\" "});
}

TEST_CASE("store: only what was flushed is there, and it is there at once") {
    const test::Folder folder;
    const Plan plan = test::small_plan(2, 3);
    {
        Store store{folder.at("s.db"), plan, test::origin()};
        store.add(row(0, 0));
        store.flush();
        CHECK(test::rows_of(folder.at("s.db")).size() == 1);  // read while it is being written
        store.add(row(0, 1));
    }
    CHECK(test::rows_of(folder.at("s.db")).size() == 1);
    Store store{folder.at("s.db"), plan, test::origin()};
    int found = 0;
    store.for_each_run([&](const RunRow& each) { found += each.replication == 0 ? 1 : 100; });
    CHECK(found == 1);
}

TEST_CASE("store: views show settings, values and failures") {
    const test::Folder folder;
    RunRow bad = row(1, 0);
    bad.status = Status::crashed;
    bad.measures = {};
    fill(folder.at("s.db"), test::small_plan(2, 1), test::origin(), {row(0, 0, 2.25), bad});
    Database database{folder.at("s.db"), Database::Mode::read};
    const auto texts = [&](const char* sql) {
        std::vector<std::string> found;
        Statement select = database.prepare(sql);
        while (select.step()) found.push_back(select.text(0));
        return found;
    };
    CHECK(texts("SELECT point || axis || value FROM setting ORDER BY point") ==
          std::vector<std::string>{"0x0", "1x1"});
    CHECK(texts("SELECT measure || ifnull(value, '-') || censored FROM value ORDER BY measure") ==
          std::vector<std::string>{"/a2.250", "/b-1"});
    CHECK(texts("SELECT censored || never FROM value ORDER BY measure") == std::vector<std::string>{"00", "10"});
    CHECK(texts("SELECT replay FROM failure") ==
          std::vector<std::string>{"firebreak sweep sweep.json --replay 1:0"});
    CHECK(texts("SELECT x || \"/a\" FROM result WHERE status = 'ok'") == std::vector<std::string>{"02.25"});
}

TEST_CASE("store: another plan, scenario, program or shard is refused, with the reason") {
    const test::Folder folder;
    const Plan plan = test::small_plan(2, 1);
    const std::string path = folder.at("s.db");
    fill(path, plan, test::origin(), {});
    CHECK(refused(path, plan, test::origin()) == "accepted");
    Plan other = plan;
    other.id = "other";
    CHECK(refused(path, other, test::origin()).find("sweep's file has changed") != std::string::npos);
    Provenance from = test::origin();
    from.scenario_id = "other";
    CHECK(refused(path, plan, from).find("base scenario, or a layout, has changed") != std::string::npos);
    from = test::origin();
    from.commit = "def";
    CHECK(refused(path, plan, from).find("1.0 (abc, none)") != std::string::npos);
    from = test::origin();
    from.shard = {1, 2};
    CHECK(refused(path, plan, from).find("shard 1/1 of the plan, and this is shard 1/2") !=
          std::string::npos);
}

TEST_CASE("store: one writer at a time, and other files are left alone") {
    const test::Folder folder;
    const Plan plan = test::small_plan(2, 1);
    {
        const Store store{folder.at("s.db"), plan, test::origin()};
        CHECK(in_child([&] { Store second{folder.at("s.db"), plan, test::origin()}; }) == 3);
    }
    CHECK_FALSE(folder.has("s.db-lock"));
    CHECK(in_child([&] { Store second{folder.at("s.db"), plan, test::origin()}; }) == 0);
    // The child of a writer does not keep the store locked when the writer is gone.
    folder.write("text.db", "this is no database, and longer than a header of one would have to be");
    CHECK_THROWS_AS((Store{folder.at("text.db"), plan, test::origin()}), FileError);
    CHECK_THROWS_AS(StoreReader{folder.at("text.db")}, FileError);
    CHECK_THROWS_AS(StoreReader{folder.at("absent.db")}, FileError);
    CHECK_FALSE(folder.has("absent.db"));
    CHECK_THROWS_AS((Store{folder.at("no/such/folder.db"), plan, test::origin()}), FileError);
}

TEST_CASE("store: when the disk takes no more, what was stored stays, and it goes on later") {
    const test::Folder folder;
    const Plan plan = test::small_plan(2, 4000);
    const std::string path = folder.at("s.db");
    fill(path, plan, test::origin(), {row(0, 0)});
    const int status = in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{200'000, 200'000};
        ::setrlimit(RLIMIT_FSIZE, &small);
        Store store{path, plan, test::origin()};
        for (int r = 1; r < 100; ++r) store.add(row(0, r));
        store.flush();
        for (int r = 100; r < 4000; ++r) {
            store.add(row(1, r));
            store.add(row(0, r));
        }
        store.flush();
    });
    CHECK(status == 3);
    CHECK(test::rows_of(path).size() == 100);
    {
        Store store{path, plan, test::origin()};
        store.add(row(1, 0));
        store.flush();
    }
    CHECK(test::rows_of(path).size() == 101);
}

TEST_CASE("store: failures can be forgotten") {
    const test::Folder folder;
    const Plan plan = test::small_plan(1, 3);
    RunRow bad = row(0, 1);
    bad.status = Status::failed;
    fill(folder.at("s.db"), plan, test::origin(), {row(0, 0), bad});
    Store store{folder.at("s.db"), plan, test::origin()};
    store.forget_failures();
    CHECK(test::rows_of(folder.at("s.db")).size() == 1);
}

TEST_CASE("merge: shards become the whole, and what is missing is named") {
    const test::Folder folder;
    const Plan plan = test::small_plan(5, 2);
    std::vector<std::string> stores;
    std::vector<RunRow> all;
    for (int index = 1; index <= 3; ++index) {
        Provenance from = test::origin();
        from.shard = {index, 3};
        std::vector<RunRow> rows;
        for (std::size_t p = 0; p < 5; ++p) {
            for (int r = 0; r < 2 && from.shard.holds(p); ++r)
                rows.push_back(row(p, r, static_cast<double>(p) + r));
        }
        if (index == 2) rows.pop_back();
        all.insert(all.end(), rows.begin(), rows.end());
        stores.push_back(folder.at(std::to_string(index) + ".db"));
        fill(stores.back(), plan, from, rows);
    }
    const MergeResult part = merge_stores(folder.at("all.db"), stores);
    CHECK_FALSE(part.tally.complete());
    CHECK(part.missing == std::vector<std::pair<std::size_t, int>>{{4, 1}});
    CHECK(part.shards == std::vector<Shard>{{2, 3}});

    Provenance from = test::origin();
    from.shard = {2, 3};
    all.push_back(row(4, 1, 5.0));
    fill(stores[1], plan, from, {all.back()});
    CHECK(merge_stores(folder.at("all.db"), stores).tally.complete());  // replaces the earlier merge
    fill(folder.at("whole.db"), plan, test::origin(), all);
    CHECK(test::rows_of(folder.at("all.db")) == test::rows_of(folder.at("whole.db")));
    CHECK_FALSE(folder.has("all.db.partial"));
    // A merged store is a store: it can be gone on with.
    CHECK(refused(folder.at("all.db"), plan, test::origin()) == "accepted");
}

TEST_CASE("merge: stores that disagree or do not belong together are refused") {
    const test::Folder folder;
    const Plan plan = test::small_plan(2, 1);
    fill(folder.at("a.db"), plan, test::origin(), {row(0, 0, 1.0)});
    fill(folder.at("same.db"), plan, test::origin(), {row(0, 0, 1.0), row(1, 0, 1.0)});
    fill(folder.at("other.db"), plan, test::origin(), {row(0, 0, 1.0000000000000002)});
    CHECK(merge_stores(folder.at("out.db"), {folder.at("a.db"), folder.at("same.db")}).tally.complete());
    CHECK_THROWS_AS(merge_stores(folder.at("out2.db"), {folder.at("a.db"), folder.at("other.db")}),
                    InputError);
    CHECK_FALSE(folder.has("out2.db"));
    Plan changed = plan;
    changed.id = "changed";
    fill(folder.at("changed.db"), changed, test::origin(), {});
    CHECK_THROWS_AS(merge_stores(folder.at("out2.db"), {folder.at("a.db"), folder.at("changed.db")}),
                    InputError);
    CHECK_THROWS_AS(merge_stores(folder.at("changed.db"), {folder.at("a.db")}), InputError);
    CHECK_THROWS_AS(merge_stores(folder.at("a.db"), {folder.at("a.db")}), InputError);
    CHECK(test::rows_of(folder.at("a.db")).size() == 1);
}

TEST_CASE("table: one row a run, quoted where necessary") {
    const test::Folder folder;
    RunRow bad{.point = 1, .replication = 0, .seed = 7, .status = Status::failed, .error = "a, \"b\""};
    fill(folder.at("s.db"), test::small_plan(2, 1), test::origin(), {row(0, 0, 0.1), bad});
    StoreReader reader{folder.at("s.db")};
    char* text = nullptr;
    std::size_t size = 0;
    std::FILE* out = ::open_memstream(&text, &size);
    export_csv(reader, out);
    std::fclose(out);
    CHECK(std::string(text, size) ==
          "point,replication,seed,status,error,x,/a,/b\n"
          "0,0,7,ok,,0,0.1,inf\n"
          "1,0,7,failed,\"a, \"\"b\"\"\",1,,\n");
    std::free(text);
}

}  // namespace firebreak::sweep
