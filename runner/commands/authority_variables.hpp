// The environment variables that lead clients to the authority they trust.
#pragma once

#include <string_view>

namespace squall {

// Node, OpenSSL (and most of Python), requests, curl. Each takes a file of certificates.
inline constexpr std::string_view authority_variables[] = {"NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE",
                                                           "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"};

}  // namespace squall
