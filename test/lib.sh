# test/lib.sh: what test/run and test/demo share.
#
# Nothing is installed into the system's PostgreSQL: the extension goes to a
# temporary root, and Debian's setting extension_destdir tells a private
# server to look there first.  A server refuses to run as root, so as root
# its programs run as user postgres.

# Missing programs and headers, as Debian packages; nothing if all is there.
missing_packages() {
	dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
		awk '$2 == "installed" { print $1 }' | sort >"$work/installed"
	printf '%s\n' "$@" | sort | comm -23 - "$work/installed"
}

# Bring in Debian packages, or say which are missing and stop.
require_packages() {
	if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
		require_programs
		return
	fi
	missing=$(missing_packages "$@" | tr '\n' ' ')
	[ -z "$missing" ] && return
	echo "installing from Debian: $missing"
	if [ "$(id -u)" = 0 ]; then
		sudo=
	elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
		sudo="sudo"
	else
		echo "Please install them and try again:" >&2
		echo "    sudo apt-get install -y $missing" >&2
		exit 2
	fi
	{
		$sudo apt-get update -qq &&
			$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
				--no-install-recommends -o Dpkg::Use-Pty=0 $missing
	} >"$work/apt.log" 2>&1 || {
		tail -n 20 "$work/apt.log" >&2
		exit 2
	}
}

# On a system without Debian's packages: name what is not there.
require_programs() {
	missing=
	for program in cc make perl "${PG_CONFIG:-pg_config}"; do
		command -v "$program" >/dev/null || missing="$missing $program"
	done
	if [ -n "$missing" ]; then
		echo "missing:$missing" >&2
		echo "A C compiler, GNU make, Perl and the development files of PostgreSQL 15 or later are needed." >&2
		exit 2
	fi
}

# Only servers of Debian and its kin can load an extension from elsewhere.
require_private_install() {
	"$bin/postgres" --describe-config 2>/dev/null | grep -q '^extension_destdir' && return
	cat >&2 <<'MESSAGE'
This PostgreSQL cannot use an extension that is not installed (it lacks
Debian's setting extension_destdir).  Install it, and test the copy:

    sudo make install
    make installcheck
MESSAGE
	exit 2
}

# Build and install below $work/root.
build() {
	"${MAKE:-make}" -s -C "$top" COPT=-Werror all >"$work/build.log" 2>&1 &&
		"${MAKE:-make}" -s -C "$top" install DESTDIR="$work/root" >>"$work/build.log" 2>&1 || {
		cat "$work/build.log" >&2
		exit 1
	}
	chmod -R a+rX "$work"
}

# Run as somebody who may run a server.
as_server() {
	if [ "$(id -u)" = 0 ]; then
		runuser -u postgres -- "$@"
	else
		"$@"
	fi
}

# The settings of every private server, as a file.
write_settings() {
	cat >"$work/conf" <<SETTINGS
extension_destdir = '$work/root'
fsync = off
SETTINGS
}

# Make a private cluster in $work and start it; it listens on a socket only.
start_cluster() {
	# A server takes its port from PGPORT as well.
	unset PGPORT PGSERVICE PGHOSTADDR PGOPTIONS
	# Anybody who reaches the socket is superuser there.
	mkdir -m 700 "$work/data" "$work/socket"
	[ "$(id -u)" != 0 ] || chown postgres "$work/data" "$work/socket"
	as_server "$bin/initdb" -D "$work/data" -U postgres -A trust -E UTF8 \
		--no-locale >"$work/initdb.log" 2>&1 || {
		cat "$work/initdb.log" >&2
		exit 1
	}
	{
		cat "$work/conf"
		echo "listen_addresses = ''"
		echo "unix_socket_directories = '$work/socket'"
	} >"$work/settings"
	as_server sh -c 'cat >>"$1"' sh "$work/data/postgresql.conf" <"$work/settings"
	as_server "$bin/pg_ctl" -D "$work/data" -l "$work/data/log" -w start >/dev/null || {
		as_server cat "$work/data/log" >&2
		exit 1
	}
	PGHOST=$work/socket PGUSER=postgres PGDATABASE=postgres
	export PGHOST PGUSER PGDATABASE
}

stop_cluster() {
	[ -d "$work/data" ] || return 0
	as_server "$bin/pg_ctl" -D "$work/data" -m fast -w stop >/dev/null 2>&1 || true
}

packages="build-essential postgresql-15 postgresql-server-dev-15 libicu-dev libxml2-dev libipc-run-perl locales-all"

# A folder of our own, which the server's user can enter; its name goes
# unquoted into settings and options.
make_work() {
	case "${TMPDIR:=/tmp}" in
		*[!A-Za-z0-9/._-]*) TMPDIR=/tmp ;;
	esac
	work=$(mktemp -d "$TMPDIR/wicsearch.XXXXXX")
	chmod 755 "$work"
}

# What pg_config tells; PostgreSQL 15 unless PG_CONFIG says otherwise.
find_server() {
	if [ -z "${PG_CONFIG:-}" ] && [ -x /usr/lib/postgresql/15/bin/pg_config ]; then
		PG_CONFIG=/usr/lib/postgresql/15/bin/pg_config
	fi
	PG_CONFIG=${PG_CONFIG:-pg_config}
	export PG_CONFIG
	bin=$("$PG_CONFIG" --bindir)
	lib=$(dirname "$("$PG_CONFIG" --pgxs)")/../..
}
