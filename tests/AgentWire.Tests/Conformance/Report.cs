namespace AgentWire.Tests.Conformance;

/// <summary>Collects differences, so that one run shows all of them.</summary>
internal sealed class Report
{
    private const int MostLines = 50;

    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Gets the number of comparisons. A report without comparisons is not clean.</summary>
    public int Checks { get; private set; }

    public void Same(string place, object expected, object got)
    {
        Checks++;
        if (!expected.Equals(got))
        {
            _lines.Add($"{place}\n    expected {Short(expected)}\n    got      {Short(got)}");
        }
    }

    public void That(bool holds, string place, string otherwise)
    {
        Checks++;
        if (!holds)
        {
            _lines.Add($"{place}: {otherwise}");
        }
    }

    public void ShouldBeClean()
    {
        Checks.ShouldBePositive("Nothing was checked.");
        if (_lines.Count > 0)
        {
            Assert.Fail($"{_lines.Count} of {Checks} checks failed:\n{string.Join("\n", _lines.Take(MostLines))}");
        }
    }

    private static string Short(object value)
    {
        string text = value.ToString()!;
        return text.Length <= 400 ? text : $"{text[..200]} … {text[^200..]} ({text.Length} characters)";
    }
}
