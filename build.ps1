# ./build.ps1 [TARGET [TAG]]: runs a target of build.proj, Help by default; TAG is the release that Review compares with.
param([string] $Target = 'Help', [string] $Tag = '')
Set-Location $PSScriptRoot
dotnet msbuild build.proj -nologo -verbosity:minimal "-target:$Target" "-property:Since=$Tag"
exit $LASTEXITCODE
