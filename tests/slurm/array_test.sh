#!/usr/bin/env bash
# A sweep as a job array on a real Slurm: one shard is told to stop and queued again, the merged store holds
# the rows of a local sweep, and what was cancelled stays so. usage: array_test.sh FIREBREAK TEMPLATE
# Exit status 77 where there is no Slurm to test with.
set -euo pipefail
firebreak=$1
template=$2
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
. "$here/cluster.sh"

for tool in slurmctld slurmd sbatch squeue scontrol scancel sinfo; do
    if ! PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null; then
        echo "skipped: $tool is not installed (Debian: slurmctld slurmd slurm-client)"
        exit 77
    fi
done
PATH=$PATH:/usr/sbin

top=$(mktemp -d "${TMPDIR:-/tmp}/firebreak-slurm-XXXXXX")
passed=
finish() {
    stop_cluster "$top"
    if [ -z "$passed" ]; then
        tail -n 40 "$top"/log/* "$top"/study*/*.slurm/*.log 2>/dev/null || true
    fi
    rm -rf "$top"
}
trap finish EXIT
trap 'exit 1' INT TERM

fail() {
    echo "FAILED: $*"
    exit 1
}

# wait_for SECONDS WHAT COMMAND...: until the command succeeds.
wait_for() {
    local end=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || fail "waited in vain for: $what; queue: $(squeue 2>&1)"
        sleep 0.1
    done
}

# state JOB: as squeue names it; nothing where the job has left the queue.
state() { squeue --noheader --jobs="$1" --format=%T 2>/dev/null | head -n 1; }
is() { [ "$(state "$1")" = "$2" ]; }
has_left() { case $(state "$1") in '' | COMPLETED | FAILED | CANCELLED) ;; *) return 1 ;; esac; }

# write_sweep RUNS: eight points with RUNS runs each.
write_sweep() {
    cat >sweep.json <<SWEEP
{"schema": 1, "name": "crews", "scenario": "base.json",
 "axes": {"technicians": {"pointer": "/response/crews/technicians", "range": [5, 80]}},
 "design": {"sobol": {"points": 8}}, "replications": {"count": $1}}
SWEEP
}

# submit ARGUMENTS...: sets array and merge to the ids of the jobs.
submit() {
    local said
    said=$("$firebreak" sweep sweep.json --engine slurm "$@") || fail "could not submit"
    echo "$said"
    array=$(sed -n 's/.*as Slurm job \([0-9]*\),.*/\1/p' <<<"$said")
    merge=$(sed -n 's/.*by job \([0-9]*\);.*/\1/p' <<<"$said")
    if [ -z "$array" ] || [ -z "$merge" ]; then fail "no job ids in: $said"; fi
}

start_cluster "$top" || fail "the cluster did not come up"
# Names that a line of a job script has to quote.
mkdir "$top/study 100% \"new\""
cd "$top/study 100% \"new\""
cp "$template" base.json

write_sweep 60
"$firebreak" sweep sweep.json --store local.db --table local.csv -j 2
submit --shards 4 -j 1 --table slurm.csv --sbatch=--comment=test
wait_for 30 "the first shard's store" test -s sweep.slurm/1-of-4.db
scancel --batch --signal=USR1 "${array}_1"
wait_for 30 "a requeue of the first shard" is "${array}_1" PENDING
[ "$(state "$merge")" = PENDING ] || fail "the merge did not wait for a shard that is queued again"
# Slurm puts it off by two minutes; within the same second, though, its node takes it for the old job.
sleep 2
wait_for 30 "leave to start at once" scontrol update JobId="${array}_1" StartTime=now
wait_for 40 "the merge" has_left "$merge"
cat sweep.slurm/merge.log
grep -q 'stopped with .* runs done; they are safe in sweep.slurm/1-of-4.db' sweep.slurm/shard-1.log ||
    fail "the first shard was not interrupted"
cmp local.csv slurm.csv || fail "the rows differ from those of a local sweep"
echo "480 runs in 4 shards, one of them queued again: the rows of a local sweep"

write_sweep 1000000
submit --shards 2 -j 1 --store endless.db
wait_for 30 "an endless shard" test -s endless.slurm/2-of-2.db
scancel "$array"
wait_for 30 "the end of the endless shards" has_left "$array"
wait_for 30 "the merge of what there is" has_left "$merge"
sleep 1
has_left "$array" || fail "what was cancelled came back"
grep -q 'run again with --shard: 1/2 2/2' endless.slurm/merge.log || fail "the merge does not name the shards"
echo "cancelled shards stay cancelled, and the merge names them"
passed=1
