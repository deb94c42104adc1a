# ./build.ps1 [TARGET]: runs a target of build.proj, Verify by default.
param([string] $Target = 'Verify')
Set-Location $PSScriptRoot
dotnet msbuild build.proj -nologo -verbosity:minimal "-target:$Target"
exit $LASTEXITCODE
