@echo off
rem Starts MirrorX on Windows. Builds it first when that was never done or a source changed since; never calls Maven otherwise.
rem Exit codes of the launcher itself: 69 no JDK 25, 73 a folder cannot be written, 70 the build failed.
setlocal EnableExtensions EnableDelayedExpansion
set "HOME_DIR=%~dp0"
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR:~0,-1%"
set "WORK=%HOME_DIR%\kiosk-app\target"
set "JDK="

call :try_jdk "%MIRRORX_JDK%"
if not defined JDK call :try_jdk "%JAVA_HOME%"
for %%R in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks") do (
  if not defined JDK if exist "%%~R" for /d %%D in ("%%~R\*") do if not defined JDK call :try_jdk "%%~D"
)
if not defined JDK (
  echo mirrorx: No JDK 25 or newer was found; install one ^(for example Temurin 25^) or set JAVA_HOME to its folder. 1>&2
  exit /b 69
)
set "JAVA_HOME=%JDK%"

rem Exit code 0 of this check: everything is built and no source is newer than the last build.
powershell -NoProfile -Command ^
  "$h=$env:HOME_DIR; $b=Join-Path $env:WORK 'launcher\built';" ^
  "if (-not (Test-Path $b) -or -not (Test-Path (Join-Path $env:WORK 'lib')) -or -not (Test-Path (Join-Path $h 'installer\runtime\cpu\target\lib'))) { exit 1 };" ^
  "$t=(Get-Item $b).LastWriteTimeUtc;" ^
  "$s=@(Get-Item (Join-Path $h 'pom.xml')) + @('assets','models','inference-core','kiosk-app' | ForEach-Object { Get-Item (Join-Path $h ($_+'\pom.xml')); Get-ChildItem -Recurse -File (Join-Path $h ($_+'\src\main')) });" ^
  "if ($s | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1) { exit 1 } else { exit 0 }"
if errorlevel 1 call :build
if errorlevel 1 exit /b %ERRORLEVEL%

set "RUNTIME=%HOME_DIR%\installer\runtime\cpu\target\lib"
if exist "%HOME_DIR%\installer\runtime\cuda\target\lib" if exist "%SystemRoot%\System32\nvcuda.dll" set "RUNTIME=%HOME_DIR%\installer\runtime\cuda\target\lib"
set "HEAP=768m"
if /i "%~1"=="bench" set "HEAP=320m"
set "MIRROR="
if "%~1"=="" set "MIRROR=-mirror"
if /i "%~1"=="kiosk" set "MIRROR=-mirror"
set "ERASES="
rem what the erasure of a visit builds on: docs\privacy.md
if defined MIRROR set "ERASES=-XX:PretenureSizeThreshold=64k -XX:+ZeroTLAB"
set "JAVAFX="
for %%J in ("%WORK%\lib\javafx-*-win.jar") do set "JAVAFX=!JAVAFX!%%~J;"
set "FAST="
if /i "%~1"=="try" set "FAST=-XX:TieredStopAtLevel=1"
set "APP="
for %%J in ("%WORK%\mirrorx-kiosk-app-*.jar") do set "APP=%%~J"

rem A mirror that ends itself ^(70: a stuck screen, or a visit that could not be erased^) is started again.
:run
"%JAVA_HOME%\bin\java.exe" --module-path "%JAVAFX%" --add-modules javafx.controls --enable-native-access=ALL-UNNAMED,javafx.graphics "-Djava.library.path=%WORK%\natives" -Djava.awt.headless=true ^
  -Xmx%HEAP% -XX:+UseSerialGC "-XX:SharedArchiveFile=%WORK%\launcher\mirrorx%MIRROR%.jsa" -XX:+AutoCreateSharedArchive -Xlog:disable %FAST% %ERASES% ^
  "-Dmirrorx.home=%HOME_DIR%" %MIRRORX_JAVA_OPTIONS% -cp "%APP%;%WORK%\lib\*;%RUNTIME%\*" org.mirrorx.kiosk.Main %*
set "CODE=%ERRORLEVEL%"
if defined MIRROR if "%CODE%"=="70" (
  echo mirrorx: the mirror ended itself and is started again 1>&2
  timeout /t 5 /nobreak >nul
  goto :run
)
exit /b %CODE%

:try_jdk
if "%~1"=="" exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==." %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
  set "V=%%~V"
  set "V=!V:"=!"
  if !V! GEQ 25 set "JDK=%~1"
)
exit /b 0

:build
if not exist "%WORK%\launcher" mkdir "%WORK%\launcher" 2>nul
type nul > "%WORK%\launcher\starting" 2>nul || (
  echo mirrorx: The folder %HOME_DIR% cannot be written; put MirrorX where you may write, or build it once with an account that may. 1>&2
  exit /b 73
)
echo Building MirrorX once ^(a few minutes the first time; later starts skip this^). 1>&2
call "%HOME_DIR%\mvnw.cmd" -B -f "%HOME_DIR%\pom.xml" -pl kiosk-app,installer/runtime/cpu -am -DskipTests -Dmirrorx.warnings=-g -Djacoco.skip=true -Dspotless.check.skip=true package 1>&2
if errorlevel 1 (
  echo mirrorx: The build failed; the lines above say why. 1>&2
  exit /b 70
)
if exist "%WORK%\natives" rmdir /s /q "%WORK%\natives"
mkdir "%WORK%\natives"
pushd "%WORK%\natives"
for %%J in ("%WORK%\lib\opencv-*.jar") do "%JAVA_HOME%\bin\jar.exe" -xf "%%~J" nu/pattern/opencv/windows/x86_64
move nu\pattern\opencv\windows\x86_64\*.* . >nul 2>nul
rmdir /s /q nu 2>nul
popd
move /y "%WORK%\launcher\starting" "%WORK%\launcher\built" >nul
exit /b 0
