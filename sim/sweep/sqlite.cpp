// The C API, and what its result codes mean for the user.
#include "sweep/sqlite.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>
#include <utility>

#include "firebreak/error.hpp"

namespace firebreak::sweep {
namespace {

namespace fs = std::filesystem;

constexpr int busy_timeout_ms = 10'000;  // a reader of a large store may take a while

/// Where a lock or a format is the cause, SQLite's own words say little to a user.
std::string explanation(int code, const char* words) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return "the disk is full; what was stored is safe: free some space and run the same command "
                   "again";
        case SQLITE_IOERR:
            return fmt::format("{}; what was stored is safe: is the disk full, or a quota reached?", words);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another program keeps it locked";
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            return fmt::format("is not a store of Firebreak ({})", words);
        default:
            return words;
    }
}

}  // namespace

Database::Database(const std::string& path, Mode mode) : path_{path} {
    std::error_code ignored;
    if (fs::is_fifo(path, ignored) || fs::is_character_file(path, ignored) || fs::is_directory(path, ignored))
        throw FileError{path + ": cannot be a store: it has to be a file in a folder, not a pipe"};
    // A reader, too, may have to roll back what a killed writer left half-done.
    const int flags = mode == Mode::read ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code = ::sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
    if (code != SQLITE_OK) {
        const std::string what = fmt::format("{}: {}", path, explanation(code, ::sqlite3_errstr(code)));
        ::sqlite3_close(std::exchange(handle_, nullptr));
        throw FileError{what};
    }
    ::sqlite3_busy_timeout(handle_, busy_timeout_ms);
}

Database::~Database() {
    ::sqlite3_close(handle_);
}

void Database::fail(int code) const {
    throw FileError{fmt::format("{}: {}", path_, explanation(code, ::sqlite3_errmsg(handle_)))};
}

void Database::run(const std::string& sql) {
    const int code = ::sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

int Database::changes() const {
    return ::sqlite3_changes(handle_);
}

Statement::Statement(Database& database, std::string_view sql) : database_{&database} {
    const int code = ::sqlite3_prepare_v2(database.handle_, sql.data(), static_cast<int>(sql.size()),
                                          &statement_, nullptr);
    if (code != SQLITE_OK) database.fail(code);
}

Statement::~Statement() {
    ::sqlite3_finalize(statement_);
}

Statement::Statement(Statement&& other) noexcept
    : database_{other.database_}, statement_{std::exchange(other.statement_, nullptr)} {}

Statement& Statement::bind(int index, std::int64_t value) {
    if (const int code = ::sqlite3_bind_int64(statement_, index + 1, value); code != SQLITE_OK)
        database_->fail(code);
    return *this;
}

Statement& Statement::bind(int index, double value) {
    if (const int code = ::sqlite3_bind_double(statement_, index + 1, value); code != SQLITE_OK)
        database_->fail(code);
    return *this;
}

Statement& Statement::bind(int index, const std::string& value) {
    const int code = ::sqlite3_bind_text64(statement_, index + 1, value.data(), value.size(),
                                           SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code != SQLITE_OK) database_->fail(code);
    return *this;
}

bool Statement::step() {
    const int code = ::sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    const int reset = ::sqlite3_reset(statement_);
    if (code != SQLITE_DONE) database_->fail(reset == SQLITE_OK ? code : reset);
    return false;
}

void Statement::run() {
    while (step()) {}
}

std::int64_t Statement::integer(int column) const {
    return ::sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const {
    return ::sqlite3_column_double(statement_, column);
}

std::string Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(::sqlite3_column_text(statement_, column));
    return bytes == nullptr
               ? std::string{}
               : std::string(bytes, static_cast<std::size_t>(::sqlite3_column_bytes(statement_, column)));
}

Transaction::Transaction(Database& database) : database_{database} {
    database_.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        database_.run("ROLLBACK");
    } catch (const FileError&) {
        // SQLite has rolled back by itself where the error that brought us here made it.
    }
}

void Transaction::commit() {
    database_.run("COMMIT");
    open_ = false;
}

}  // namespace firebreak::sweep
