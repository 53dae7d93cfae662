// cppjieba alone, for benches/table.py: loads its dictionary, tags files line by line and counts the words.
//
//     git clone https://github.com/yanyiwu/cppjieba; git clone https://github.com/yanyiwu/limonp
//     g++ -O3 -std=c++17 -Icppjieba/include -Ilimonp/include benches/cppjieba.cpp -o bare_cppjieba
//     benches/table.py --other "cppjieba tag=./bare_cppjieba cppjieba/dict"
#include "cppjieba/Jieba.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "name the folder of dictionaries, then the folder of texts\n";
    return 2;
  }
  const std::string dict = std::string(argv[1]) + "/";
  const cppjieba::Jieba jieba(dict + "jieba.dict.utf8", dict + "hmm_model.utf8", dict + "user.dict.utf8", dict + "idf.utf8",
                              dict + "stop_words.utf8");
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[2])) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::size_t words = 0;
  std::string line;
  for (const auto& file : files) {
    std::ifstream in(file);
    while (std::getline(in, line)) {
      std::vector<std::pair<std::string, std::string>> tagged;
      jieba.Tag(line, tagged);
      words += tagged.size();
    }
  }
  std::cout << words << "\n";
}
