# shellcheck shell=bash
# packages.sh - the Debian packages that tools/try and tools/test need, and how they get installed.
# Sourced, not run.
# shellcheck disable=SC2034 # the lists are read by the scripts that source this file

gvc_build_packages=(gcc libc6-dev meson ninja-build pkg-config libopenblas-dev liblapacke-dev
    libhdf5-dev libdeflate-dev libarchive-dev libjansson-dev nettle-dev libexpat1-dev libisal-dev
    libreadstat-dev libxlsxwriter-dev scdoc)

# Criterion and what the command-line tests and the checks call.
gvc_test_packages=(libcriterion-dev binutils gzip xz-utils zip unzip shellcheck clang-format-14
    gnuplot-nox fonts-liberation2 man-db mandoc zsh fish)

# libFuzzer and its sanitizers.
gvc_fuzz_packages=(clang-14 libclang-rt-14-dev llvm-14)

# tools/deb; tools/debian/control names the packages of gvc_build_packages again.
gvc_deb_packages=(build-essential debhelper devscripts fakeroot lintian)

# The programs that results must open in; their tests are skipped where they are absent.
gvc_reader_packages=(python3-h5py python3-pandas python3-tables python3-xarray python3-netcdf4
    python3-h5netcdf netcdf-bin r-base-core r-bioc-rhdf5 r-cran-hdf5r r-cran-ncdf4
    r-cran-data.table r-cran-readstata13 python3-openpyxl gnumeric)

# gvc_missing PACKAGE... - prints those that are not installed, one a line.
gvc_missing() {
    local name
    for name in "$@"; do
        # shellcheck disable=SC2016 # ${Status} is for dpkg-query
        if [[ $(dpkg-query -W -f='${Status}' "$name" 2>/dev/null) != "install ok installed" ]]; then
            printf '%s\n' "$name"
        fi
    done
}

# gvc_install PACKAGE... - installs what is missing and says so; does nothing when all are there.
gvc_install() {
    local missing=() sudo=()
    if ! command -v dpkg-query >/dev/null; then
        echo "This is not a Debian system: install the equivalents of these packages yourself:"
        printf '    %s\n' "$*"
        return 0
    fi
    mapfile -t missing < <(gvc_missing "$@")
    if ((${#missing[@]} == 0)); then
        return 0
    fi
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            echo "These Debian packages are missing: ${missing[*]}" >&2
            echo "There is no sudo here: install them as root, then run this again." >&2
            return 1
        fi
        sudo=(sudo)
    fi
    echo "Installing Debian packages: ${missing[*]}"
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q update </dev/null
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
        install "${missing[@]}" </dev/null
}

# gvc_configure FOLDER SOURCE OPTION... - meson setup, also of a folder that is there already.
gvc_configure() {
    local folder=$1 source=$2
    shift 2
    if [[ -f $folder/build.ninja ]] && meson setup --reconfigure "$folder" "$source" "$@" \
        >"$folder/configure.log" 2>&1 </dev/null; then
        return 0
    fi
    if [[ -d $folder/meson-private ]]; then
        rm -rf "$folder"
    fi
    mkdir -p "$folder"
    if ! meson setup "$folder" "$source" "$@" >"$folder/configure.log" 2>&1 </dev/null; then
        cat "$folder/configure.log" >&2
        return 1
    fi
}
