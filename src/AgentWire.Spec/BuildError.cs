using System.Globalization;
using AgentWire.Spec.Files;

namespace AgentWire.Spec;

/// <summary>Writes findings as errors of a build, which MSBuild and editors recognize.</summary>
internal static class BuildError
{
    private const string Tool = "AgentWire.Generator";
    private const string NotRead = "AW1001";
    private const string InManifest = "AW1002";
    private const string InSchema = "AW1003";
    private const string InOptions = "AW1004";

    /// <summary>Returns <c>path(line,column): error code: text</c>.</summary>
    public static string Of(Finding finding)
    {
        string text = string.Join(' ', finding.Reason.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        if (finding.Location.Source is not { } file)
        {
            return $"{Tool} : error {InOptions}: {finding.Location.File}: {text}";
        }

        if (file.Bytes is not { } bytes)
        {
            return $"{file.Path} : error {NotRead}: {text}";
        }

        LinePosition position = LinePosition.Find(bytes, finding.Location.Pointer);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{file.Path}({position.Line},{position.Column}): error {CodeOf(finding)}: {text}"
        );
    }

    /// <summary>Returns the error of a file that cannot be read or written.</summary>
    public static string Of(string reason) => $"{Tool} : error {NotRead}: {reason}";

    private static string CodeOf(Finding finding) =>
        finding.IsSyntax ? NotRead
        : finding.Location.File.EndsWith($"/{SpecFolder.ManifestName}", StringComparison.Ordinal) ? InManifest
        : InSchema;
}
