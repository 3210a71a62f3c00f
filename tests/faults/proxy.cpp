#include "tests/faults/proxy.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/faults/engine.h"

namespace kintsugi::tests {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr const char* nginx_binary = "/usr/sbin/nginx";
constexpr std::chrono::seconds proxy_patience{30};

int free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  EXPECT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&at), sizeof at), 0);
  EXPECT_EQ(::getsockname(fd, reinterpret_cast<sockaddr*>(&at), &size), 0);
  ::close(fd);
  return ntohs(at.sin_port);
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::unique_ptr<Proxy> Proxy::start(const std::string& directory,
                                    const std::vector<std::string>& nodes) {
  EXPECT_TRUE(fs::exists(nginx_binary)) << "ops/test installs nginx-light";
  std::unique_ptr<Proxy> proxy(new Proxy());
  proxy->configure(directory, nodes);
  proxy->process_ = std::make_unique<Process>(
      std::vector<std::string>{nginx_binary, "-e", "stderr", "-c", directory + "/nginx.conf"});
  httplib::Client client("http://127.0.0.1:" + std::to_string(proxy->plain_));
  client.set_default_headers({{"Host", "service.example"}});
  const auto until = std::chrono::steady_clock::now() + proxy_patience;
  for (;;) {
    const auto answer = client.Get("/livez");
    if (answer && answer->status == 200) return proxy;
    if (std::chrono::steady_clock::now() >= until) break;
    std::this_thread::sleep_for(20ms);
  }
  ADD_FAILURE() << "no proxy:\n" << proxy->err();
  return nullptr;
}

Proxy::~Proxy() {
  if (!process_) return;
  process_->send(SIGTERM);
  process_->wait(proxy_patience);
}

void Proxy::configure(const std::string& directory, const std::vector<std::string>& nodes) {
  tls_ = free_port();
  plain_ = free_port();
  const std::string& at = directory;
  Process made({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                "/CN=service.example", "-keyout", at + "/key.pem", "-out", at + "/cert.pem"});
  ASSERT_EQ(made.wait(proxy_patience), 0) << made.err();
  std::string text = read_file(std::string(KINTSUGI_SOURCE_DIR) + "/ops/nginx/kintsugi.conf");
  const auto exchange = [&](const std::string& from, const std::string& to) {
    EXPECT_NE(text.find(from), std::string::npos) << from;
    for (auto i = text.find(from); i != std::string::npos; i = text.find(from, i + to.size()))
      text.replace(i, from.size(), to);
  };
  std::string servers;
  for (const std::string& url : nodes)
    servers += "server " + url.substr(url.find("//") + 2) + "; ";
  exchange("server 127.0.0.1:8080;", servers);
  exchange("listen 443 ssl default_server",
           "listen 127.0.0.1:" + std::to_string(tls_) + " ssl default_server");
  exchange("listen 443 ssl http2", "listen 127.0.0.1:" + std::to_string(tls_) +
                                       " ssl http2; listen 127.0.0.1:" + std::to_string(plain_));
  exchange("listen 80", "listen 127.0.0.1:" + std::to_string(free_port()));
  exchange("/etc/nginx/tls/kintsugi.pem", at + "/cert.pem");
  exchange("/etc/nginx/tls/kintsugi.key", at + "/key.pem");
  exchange("/var/log/nginx", at);
  std::ofstream(at + "/kintsugi.conf") << text;
  std::ofstream(at + "/nginx.conf")
      << "daemon off; master_process off; pid " << at << "/nginx.pid; error_log stderr;\n"
      << "events { worker_connections 2048; }\nhttp { access_log off;\n"
      << "client_body_temp_path " << at << "/body; proxy_temp_path " << at << "/proxy;\n"
      << "fastcgi_temp_path " << at << "/f; uwsgi_temp_path " << at << "/u; scgi_temp_path " << at
      << "/s;\ninclude " << at << "/kintsugi.conf; }\n";
}

}  // namespace kintsugi::tests
