@echo off
rem Sets up what is missing, then:
rem   run             opens Pana
rem   run test        passes the tests (further arguments go to pytest)
rem   run ARGS...     hands the arguments to main.py, for example: run self-check
rem This file is plain ASCII and CRLF, so that it reads alike under every code page.
setlocal EnableExtensions DisableDelayedExpansion

set "here=%~dp0"
set "venv=%here%.venv"
set "py=%venv%\Scripts\python.exe"
set "lock=%here%requirements.lock"
set "seal=%venv%\installed.lock"

rem The interpreter answers -V only while the Python it was made from is still there.
if not exist "%py%" goto build
"%py%" -V >nul 2>&1
if errorlevel 1 goto build
fc /b "%lock%" "%seal%" >nul 2>&1
if errorlevel 1 goto fill
goto start

:build
set "maker="
for %%p in ("py -3" "python" "python3") do if not defined maker call :try %%~p
if not defined maker goto no_python
echo Setting up Pana. This takes a minute or two and happens once.
if exist "%seal%" del "%seal%"
%maker% -m venv --clear "%venv%"
if errorlevel 1 goto failed

rem Everything is installed with its hash checked.  setuptools goes first, because one package
rem comes as source, and a builder fetched by pip on its own would be neither pinned nor checked.
:fill
echo Installing what Pana needs ...
"%py%" -c "import pathlib, re, sys; lock = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8'); pathlib.Path(sys.argv[2]).write_text(re.search(r'^setuptools==.*?[^\\]$', lock, re.M | re.S)[0] + '\n', encoding='utf-8')" "%lock%" "%venv%\first.lock"
if errorlevel 1 goto failed
"%py%" -m pip install -qq --disable-pip-version-check --require-hashes --no-compile --only-binary :all: -r "%venv%\first.lock"
if errorlevel 1 goto failed
"%py%" -m pip install -qq --disable-pip-version-check --require-hashes --no-compile --only-binary :all: --no-binary font-roboto --no-build-isolation --use-pep517 -r "%lock%"
if errorlevel 1 goto failed
rem Templates of code (*.tmpl.py) are no Python and cannot be compiled; nothing hangs on it.
"%py%" -m compileall -qq -j 0 -x "\.tmpl\.py$" "%venv%\Lib"
copy /y /b "%lock%" "%seal%" >nul
if errorlevel 1 goto failed

:start
if /i "%~1"=="test" goto test
"%py%" "%here%main.py" %*
exit /b %errorlevel%

:test
set "rest="
:next
shift
if "%~1"=="" goto tests
set rest=%rest% %1
goto next
:tests
pushd "%here%"
"%py%" -m pytest -n 2 --dist worksteal %rest%
set "code=%errorlevel%"
popd
exit /b %code%

:try
%* -c "import sys; sys.exit(sys.version_info < (3, 11) or sys.maxsize < 2 ** 33)" >nul 2>&1
if not errorlevel 1 set "maker=%*"
exit /b 0

:no_python
echo Pana needs Python 3.11 or later, 64-bit. Install it for Windows with "py" or "python" on the
echo path, and start this file again. 1>&2
exit /b 1

:failed
echo Pana could not be set up; the lines above say why. Check the network and start again. 1>&2
exit /b 1
