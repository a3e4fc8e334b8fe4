// sweep --engine slurm without a Slurm: what is printed, asked of sbatch, and refused.
#include <cstdlib>
#include <filesystem>

#include "program.hpp"

namespace firebreak::cli_test {
namespace {

namespace fs = std::filesystem;

/// Four points.
std::string write_sweep(const Folder& folder) {
    folder.write("base.json", minimal());
    return folder.write("sweep.json", R"({"schema": 1, "name": "two words", "scenario": "base.json",
        "axes": {"technicians": {"pointer": "/response/crews/technicians", "values": [5, 20, 40, 80]}},
        "design": {"grid": {}}, "measures": ["/services/**"]})");
}

Result in(const Folder& folder, const Words& more, const std::string& path = {}) {
    Words arguments{"sweep", "sweep.json", "--engine", "slurm"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    // The first would put another array in the place of the script's.
    Start start{.environment = {{"SBATCH_ARRAY_INX", "3"}}, .folder = folder.path()};
    if (!path.empty()) start.environment["PATH"] = path;
    return firebreak(arguments, start);
}

/// An sbatch that notes what it is asked for, and answers with its ids, in the folder bin.
std::string write_sbatch(const Folder& folder, const std::string& answer) {
    const std::string file = folder.write(
        "bin/sbatch", "#!/bin/sh\nPATH=/usr/bin:/bin\necho \"$SBATCH_ARRAY_INX|$*\" >>asked\n" + answer);
    fs::permissions(file, fs::perms::owner_all);
    return folder.at("bin");
}

}  // namespace

TEST_CASE("slurm: --dry-run prints what would be submitted, and does nothing", "[cli]") {
    const Folder folder;
    write_sweep(folder);
    const Result result = in(folder, {"--dry-run", "--sbatch=--partition=long", "-j", "3"}, folder.at("bin"));
    INFO(result.err);
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    CHECK(folder.entries() == Words{"base.json", "sweep.json"});
    for (const std::string line :
         {"#SBATCH --array=1-4", "#SBATCH --cpus-per-task=3", "#SBATCH --requeue",
          "#SBATCH --signal=B:USR1@120", "#SBATCH --job-name=two_words-shards",
          "#SBATCH --job-name=two_words-merge", "#SBATCH --output=\"sweep.slurm/shard-%a.log\"",
          "for ((shard = 1; shard <= 4; ++shard)); do", "array=$(sbatch --parsable sweep.slurm/shards.sh)",
          "sbatch --parsable --dependency=afterany:\"$array\" sweep.slurm/merge.sh"}) {
        CHECK(line_with(result.out, line) == line);
    }
    CHECK(has(result.out, " sweep sweep.json --shard \"$SLURM_ARRAY_TASK_ID/4\" "));
    CHECK(has(result.out, " merge sweep.db \"${stores[@]}\"\n"));
    // Both jobs get the user's options. N is that of the script, never that of the scheduler.
    CHECK(result.out.find("#SBATCH --partition=long\n") != result.out.rfind("#SBATCH --partition=long\n"));
    CHECK_FALSE(has(result.out, "TASK_COUNT"));
    CHECK_FALSE(has(result.out, "retry"));
    CHECK(has(in(folder, {"--dry-run", "--retry-failed"}).out, "|| retry=(--retry-failed)\n"));
}

TEST_CASE("slurm: what is printed is a shell program that does what is submitted", "[cli]") {
    const Folder folder;
    write_sweep(folder);
    const std::string odd = "it's 5 % \"$HOME\".db";
    const std::string bin = write_sbatch(folder, "echo 17\n");
    const Words options{"--store", odd, "--table", "t t.csv", "--shards", "2"};
    Words dry = options;
    dry.push_back("--dry-run");
    folder.write("program", in(folder, dry).out);
    const Result result = in(folder, options, bin);
    INFO(result.err);
    CHECK(result.status == 0);
    CHECK(result.out == "two words: 4 points in 2 shards as Slurm job 17, then merged into " + odd +
                            " by job 17; logs in it's 5 % \"$HOME\".slurm\n");
    const std::string scripts = "it's 5 % \"$HOME\".slurm/";
    const std::string shards = contents(folder.at(scripts + "shards.sh"));
    const std::string merge = contents(folder.at(scripts + "merge.sh"));
    CHECK(has(shards, "#SBATCH --output=\"it's 5 %% \\\"$HOME\\\".slurm/shard-%a.log\"\n"));
    CHECK(has(merge, " merge 'it'\\''s 5 % \"$HOME\".db' \"${stores[@]}\" --table 't t.csv'\n"));

    fs::remove_all(folder.at(scripts));
    const std::string run =
        "PATH='" + bin + "':$PATH sh '" + folder.at("program") + "' >'" + folder.at("said") + "'";
    REQUIRE(std::system(run.c_str()) == 0);
    CHECK(contents(folder.at("said")) == "17\n");
    CHECK(contents(folder.at(scripts + "shards.sh")) == shards);
    CHECK(contents(folder.at(scripts + "merge.sh")) == merge);
    const std::string asked = "|--parsable " + scripts + "shards.sh\n|--parsable --dependency=afterany:17 " +
                              scripts + "merge.sh\n";
    CHECK(contents(folder.at("asked")) == asked + asked);
}

TEST_CASE("slurm: without sbatch, or with one that refuses, the way out is named", "[cli]") {
    const Folder folder;
    write_sweep(folder);
    const Result absent = in(folder, {}, folder.at("bin"));
    CHECK(absent.status == 3);
    CHECK(has(absent.err, "firebreak: sbatch: not found in the PATH; "));
    CHECK(has(absent.err, "--dry-run"));
    CHECK(folder.entries() == Words{"base.json", "sweep.json"});

    const std::string bin = write_sbatch(folder, "echo no such partition >&2; exit 1\n");
    const Result refused = in(folder, {}, bin);
    CHECK(refused.status == 3);
    CHECK(refused.err == "no such partition\nfirebreak: sbatch has refused sweep.slurm/shards.sh\n");

    write_sbatch(folder, "case $* in *merge*) exit 1 ;; esac; echo '17;cluster'\n");
    const Result half = in(folder, {}, bin);
    CHECK(half.status == 3);
    CHECK(has(half.err,
              "as job 17: submit the merge with sbatch --dependency=afterany:17 "
              "sweep.slurm/merge.sh\n"));
}

TEST_CASE("slurm: options that do not go together are all named", "[cli]") {
    const Folder folder;
    write_sweep(folder);
    const Result result = in(folder, {"--shards", "5", "--shard", "1/2", "--sbatch=--array=3", "--sbatch=x"});
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(result.err ==
          "--shard: means nothing with --engine slurm; leave it out\n"
          "--sbatch: \"--array=3\" would change the shards; say how many with --shards\n"
          "--sbatch: \"x\" is no option of sbatch; as in --sbatch=--partition=long\n"
          "--shards: 5 shards are more than the plan has points; ask for 1 to 4\n");
    const Result local =
        firebreak({"sweep", "sweep.json", "--dry-run", "--shards", "2"}, {.folder = folder.path()});
    CHECK(local.status == 2);
    CHECK(local.err ==
          "--shards: is only for a cluster; add --engine slurm, or leave it out\n"
          "--dry-run: is only for a cluster; add --engine slurm, or leave it out\n");

    // A store of another plan would only be noticed by the merge, when all the work is done.
    REQUIRE(firebreak({"sweep", "sweep.json"}, {.folder = folder.path()}).status == 0);
    CHECK(in(folder, {"--dry-run"}).status == 0);
    std::string text = contents(folder.at("sweep.json"));
    folder.write("sweep.json", text.replace(text.find("80"), 2, "81"));
    const Result other = in(folder, {"--dry-run"});
    CHECK(other.status == 2);
    CHECK(has(other.err, "sweep.db: is there already and belongs to another plan"));
    CHECK(folder.entries() == Words{"base.json", "sweep.db", "sweep.json"});
}

}  // namespace firebreak::cli_test
