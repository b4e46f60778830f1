# shellcheck shell=bash disable=SC2154 # sourced: the launcher has set what it reads
# Finds the Java to start with: its program `java`, its folder `jdk`, its version in full `java_build` and as a number `java_version`.
# Sourced by the launcher.

if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, where there is no bin/java: set it to a JDK, 17 or newer, or unset it"
else
  java=$(command -v java) || fail "no Java found: install a JDK, 17 or newer, or set JAVA_HOME to one"
fi
find_folder "$java"
jdk=${folder%/bin}
java_build='' version=''
if [ -f "$jdk/release" ]; then # written by whoever built that Java
  while IFS='=' read -r name value; do
    value=${value//[\"$'\r']/}
    case $name in
      JAVA_VERSION) version=$value ;;
      JAVA_RUNTIME_VERSION) java_build=$value ;;
    esac
  done <"$jdk/release"
fi
if [ -z "$version" ]; then # a program that starts Java, or a Java without that file: it is asked, which takes a start of Java
  settings=$("$java" -XshowSettings:properties -version 2>&1) || fail "$java does not start: ${settings%%$'\n'*}"
  property() { sed -n "s/^ *$1 = //p" <<<"$settings" | head -n 1; }
  jdk=$(property 'java\.home')
  version=$(property 'java\.specification\.version')
  java_build=$(property 'java\.runtime\.version')
fi
java_version=${version%%[!0-9]*} # 1 of Java 8 and older
[ "${java_version:-0}" -ge 17 ] || fail "$java is Java ${version:-of no known version}: 17 or newer is needed; set JAVA_HOME to one"
