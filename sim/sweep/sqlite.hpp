// SQLite behind two small classes. Every error becomes a FileError that names the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace firebreak::sweep {

class Database;

/// A prepared statement. Values are bound and columns read by position, the first being 0.
class Statement {
  public:
    Statement(Database& database, std::string_view sql);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement& operator=(Statement&&) = delete;

    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, double value);
    Statement& bind(int index, const std::string& value);
    /// True if there is a row to read. After the last one the statement can be bound and run again.
    bool step();
    /// For statements without rows.
    void run();
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;

  private:
    Database* database_;
    sqlite3_stmt* statement_ = nullptr;
};

class Database {
  public:
    enum class Mode { create_or_write, read };

    /// Throws FileError where the file cannot be opened.
    Database(const std::string& path, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs statements without parameters and results.
    void run(const std::string& sql);
    [[nodiscard]] Statement prepare(std::string_view sql) { return Statement{*this, sql}; }
    /// Rows that the last statement changed.
    [[nodiscard]] int changes() const;
    /// Throws the FileError of a result code.
    [[noreturn]] void fail(int code) const;
    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    friend class Statement;
    std::string path_;
    sqlite3* handle_ = nullptr;
};

/// Rolls back unless committed.
class Transaction {
  public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Database& database_;
    bool open_ = true;
};

}  // namespace firebreak::sweep
