# shellcheck shell=bash
# A cluster of one node on the loopback interface, in a folder of its own; sourced by the test.
# Needs slurmctld, slurmd and the client commands; knows nothing of a Slurm that the machine may have.

# free_port: a TCP port that nobody listens on.
free_port() {
    local port
    while port=$((20000 + RANDOM % 30000)) && (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
    echo "$port"
}

# start_cluster FOLDER: afterwards SLURM_CONF is set and the node is idle; 1 where it does not come up.
start_cluster() {
    local folder=$1 user
    user=$(id -un)
    mkdir -p "$folder"/{state,spool,log}
    cat >"$folder/slurm.conf" <<CONF
ClusterName=firebreak
SlurmctldHost=localhost(127.0.0.1)
SlurmUser=$user
SlurmdUser=$user
# Nobody but this test speaks to these daemons, and they listen on 127.0.0.1 only.
AuthType=auth/none
CredType=cred/none
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmctldPort=$(free_port)
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldLogFile=$folder/log/slurmctld.log
SlurmdLogFile=$folder/log/slurmd.log
# More processors than there are: what is tested is the queue.
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_min_interval=1000,sched_interval=1
KillWait=5
ReturnToService=2
JobRequeue=1
NodeName=node NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=$(free_port) CPUs=4 RealMemory=100 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
    export SLURM_CONF=$folder/slurm.conf
    # From 23 on slurmd wants to be told; before, it does not know the word.
    [ "$(slurmd -V | sed 's/[^ ]* //; s/[.].*//')" -lt 23 ] ||
        echo CgroupPlugin=disabled >"$folder/cgroup.conf"
    slurmctld -c >>"$folder/log/start" 2>&1 && slurmd -N node >>"$folder/log/start" 2>&1 || return 1
    local tries
    for ((tries = 0; tries < 100; ++tries)); do
        [ "$(sinfo --noheader --format=%T 2>/dev/null)" != idle ] || return 0
        sleep 0.1
    done
    return 1
}

# stop_cluster FOLDER: only what start_cluster has started; waits until it has ended.
stop_cluster() {
    local folder=$1 file pid tries
    scancel --user="$(id -un)" 2>/dev/null || true
    for file in "$folder"/slurmd.pid "$folder"/slurmctld.pid; do
        [ -s "$file" ] || continue
        pid=$(cat "$file")
        kill "$pid" 2>/dev/null || continue
        for ((tries = 0; tries < 100; ++tries)); do
            kill -0 "$pid" 2>/dev/null || continue 2
            sleep 0.1
        done
        kill -KILL "$pid" 2>/dev/null || true
    done
}
