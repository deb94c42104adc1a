namespace AgentWire.Spec.Files;

/// <summary>Says what to write instead of keywords that are common elsewhere.</summary>
internal static class KeywordAdvice
{
    private static readonly Dictionary<string, string> Advice = new()
    {
        ["default"] = "a reader adds nothing that is absent, so say it in `description`",
        ["deprecated"] = "say it in `description`",
        ["discriminator"] = "the manifest's `unions` says which member is the tag",
        ["examples"] = "write examples as vectors",
        ["format"] = "the manifest's `scalars` says what a named scalar means; say anything else in `description`",
        ["nullable"] = "write null after the type, as {\"type\":[\"string\",\"null\"]}",
    };

    /// <summary>Returns the advice after a semicolon, or nothing.</summary>
    public static string Of(string keyword) => Advice.TryGetValue(keyword, out string? advice) ? $"; {advice}" : "";
}
