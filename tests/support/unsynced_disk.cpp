#include "tests/support/unsynced_disk.h"

#include <filesystem>

namespace kintsugi::tests {
namespace {

using rocksdb::FSDirectory;
using rocksdb::FSWritableFile;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

std::string folder_of(const std::string& file) {
  return std::filesystem::path(file).parent_path().lexically_normal().string();
}

}  // namespace

class UnsyncedDisk::Disk final : public rocksdb::FileSystemWrapper {
 public:
  Disk() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "UnsyncedDisk"; }

  void lie() { change([this] { lies_ = true; }); }
  void cut() { change([this] { power_ = false; }); }
  void lose() {
    change([this] {
      for (const auto& [name, file] : files_) {
        std::error_code gone;
        if (!file.durable_name) std::filesystem::remove(name, gone);
        if (file.durable_name) std::filesystem::resize_file(name, file.synced, gone);
        // Its length was synced with the room: what never came is zeros.
        if (file.durable_name && file.has_room)
          std::filesystem::resize_file(name, file.synced + room, gone);
      }
      files_.clear();
      power_ = true;
    });
  }

  IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                           std::unique_ptr<FSWritableFile>* result,
                           IODebugContext* debug) override {
    if (auto off = without_power(); !off.ok()) return off;
    std::unique_ptr<FSWritableFile> file;
    IOStatus status = FileSystemWrapper::NewWritableFile(name, options, &file, debug);
    if (!status.ok()) return status;
    change([&] { files_[name] = {}; });
    *result = std::make_unique<Written>(std::move(file), *this, name);
    return status;
  }
  // What is written so is room ahead of what is appended (events/log/embedded/room_ahead.h).
  IOStatus NewRandomRWFile(const std::string& name, const rocksdb::FileOptions& options,
                           std::unique_ptr<rocksdb::FSRandomRWFile>* result,
                           IODebugContext* debug) override {
    if (auto off = without_power(); !off.ok()) return off;
    change([&] { files_[name].has_room = true; });
    return FileSystemWrapper::NewRandomRWFile(name, options, result, debug);
  }
  IOStatus ReuseWritableFile(const std::string&, const std::string&, const rocksdb::FileOptions&,
                             std::unique_ptr<FSWritableFile>*, IODebugContext*) override {
    return IOStatus::NotSupported("no file is written over another");
  }
  IOStatus NewDirectory(const std::string& name, const IOOptions& options,
                        std::unique_ptr<FSDirectory>* result, IODebugContext* debug) override {
    std::unique_ptr<FSDirectory> directory;
    IOStatus status = FileSystemWrapper::NewDirectory(name, options, &directory, debug);
    if (status.ok()) *result = std::make_unique<Directory>(std::move(directory), *this, name);
    return status;
  }
  IOStatus RenameFile(const std::string& from, const std::string& to, const IOOptions& options,
                      IODebugContext* debug) override {
    if (auto off = without_power(); !off.ok()) return off;
    IOStatus status = FileSystemWrapper::RenameFile(from, to, options, debug);
    if (status.ok()) {
      change([&] {
        if (auto moved = files_.extract(from)) {
          files_.erase(to);
          moved.key() = to;
          moved.mapped().durable_name = true;
          files_.insert(std::move(moved));
        }
      });
    }
    return status;
  }
  IOStatus DeleteFile(const std::string& name, const IOOptions& options,
                      IODebugContext* debug) override {
    if (auto off = without_power(); !off.ok()) return off;
    IOStatus status = FileSystemWrapper::DeleteFile(name, options, debug);
    if (status.ok()) change([&] { files_.erase(name); });
    return status;
  }

 private:
  struct File {
    std::uint64_t written = 0, synced = 0;
    bool durable_name = false;
    bool has_room = false;
  };
  static constexpr std::uint64_t room = 100'000;

  class Written final : public rocksdb::FSWritableFileOwnerWrapper {
   public:
    Written(std::unique_ptr<FSWritableFile> file, Disk& disk, std::string name)
        : FSWritableFileOwnerWrapper(std::move(file)), disk_(disk), name_(std::move(name)) {}
    IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                    IODebugContext* debug) override {
      if (auto off = disk_.without_power(); !off.ok()) return off;
      IOStatus status = FSWritableFileOwnerWrapper::Append(data, options, debug);
      if (status.ok()) disk_.wrote(name_, data.size());
      return status;
    }
    IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                    const rocksdb::DataVerificationInfo&, IODebugContext* debug) override {
      return Append(data, options, debug);
    }
    IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
      if (auto off = disk_.without_power(); !off.ok()) return off;
      IOStatus status = FSWritableFileOwnerWrapper::Sync(options, debug);
      if (status.ok()) disk_.synced(name_);
      return status;
    }
    IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
      return Sync(options, debug);
    }

   private:
    Disk& disk_;
    const std::string name_;
  };

  class Directory final : public rocksdb::FSDirectoryWrapper {
   public:
    Directory(std::unique_ptr<FSDirectory> directory, Disk& disk, std::string name)
        : FSDirectoryWrapper(std::move(directory)), disk_(disk), name_(std::move(name)) {}
    IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
      if (auto off = disk_.without_power(); !off.ok()) return off;
      IOStatus status = FSDirectoryWrapper::Fsync(options, debug);
      if (status.ok()) disk_.synced_names(name_);
      return status;
    }
    IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                                 const rocksdb::DirFsyncOptions&) override {
      return Fsync(options, debug);
    }

   private:
    Disk& disk_;
    const std::string name_;
  };

  template <class Work>
  void change(const Work& work) {
    const std::lock_guard lock(mutex_);
    work();
  }
  IOStatus without_power() {
    const std::lock_guard lock(mutex_);
    return power_ ? IOStatus::OK() : IOStatus::IOError("the power is cut");
  }
  void wrote(const std::string& name, std::uint64_t octets) {
    change([&] { files_[name].written += octets; });
  }
  void synced(const std::string& name) {
    change([&] {
      if (!lies_) files_[name].synced = files_[name].written;
    });
  }
  void synced_names(const std::string& folder) {
    const std::string wanted = folder_of(folder + "/x");
    change([&] {
      for (auto& [name, file] : files_) {
        if (folder_of(name) == wanted && !lies_) file.durable_name = true;
      }
    });
  }

  std::mutex mutex_;
  // Guarded by mutex_.
  std::map<std::string, File> files_;  // made since the power was last there
  bool lies_ = false;
  bool power_ = true;
};

UnsyncedDisk::UnsyncedDisk()
    : disk_(std::make_shared<Disk>()), env_(rocksdb::NewCompositeEnv(disk_)) {}
UnsyncedDisk::~UnsyncedDisk() = default;
void UnsyncedDisk::lie_about_syncs() { disk_->lie(); }
void UnsyncedDisk::cut_power() { disk_->cut(); }
void UnsyncedDisk::lose_unsynced() { disk_->lose(); }

}  // namespace kintsugi::tests
