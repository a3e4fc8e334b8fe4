// POSIX record locks: they work on network disks, belong to one process, and end with it.
#include "sweep/file_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "firebreak/error.hpp"

namespace firebreak::sweep {
namespace {

struct flock whole_file(short type) {
    struct flock region {};
    region.l_type = type;
    region.l_whence = SEEK_SET;
    return region;
}

/// False where the file was removed (by the process that held the lock before) after we had opened it.
bool is_still_at(int descriptor, const std::string& path) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

}  // namespace

FileLock::FileLock(const std::string& path) : path_{path + "-lock"} {
    while (true) {
        descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (descriptor_ < 0)
            throw FileError{fmt::format("{}: cannot be written: {}", path_, std::strerror(errno))};
        struct flock mine = whole_file(F_WRLCK);
        if (::fcntl(descriptor_, F_SETLK, &mine) == 0) {
            if (is_still_at(descriptor_, path_)) return;
            ::close(descriptor_);
            continue;
        }
        struct flock holder = whole_file(F_WRLCK);
        const bool known = ::fcntl(descriptor_, F_GETLK, &holder) == 0 && holder.l_type != F_UNLCK;
        ::close(descriptor_);
        throw FileError{fmt::format("{}: {} is writing to it; wait for it, or choose another store", path,
                                    known ? fmt::format("process {}", holder.l_pid) : "another process")};
    }
}

FileLock::~FileLock() {
    ::unlink(path_.c_str());
    ::close(descriptor_);
}

}  // namespace firebreak::sweep
