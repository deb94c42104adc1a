namespace AgentWire.Runtime.Text;

/// <summary>An array or object that is open at some offset of a document, and where in it that is.</summary>
internal struct PathLevel(bool isObject)
{
    // The longest spelling, an escape with four digits.
    private const int BytesOfCharacter = 6;

    public readonly bool IsObject => isObject;

    /// <summary>The offset of the current member's name, behind its opening quote.</summary>
    public int NameStart { get; private set; }

    /// <summary>How many bytes the name has, as it is spelled.</summary>
    public int NameLength { get; private set; }

    /// <summary>The current element's index.</summary>
    public int Index { get; private set; }

    /// <summary>Whether the current member's or element's value is reached and not yet left.</summary>
    public bool InValue { get; set; } = !isObject;

    /// <summary>How many characters of a pointer this level surely takes.</summary>
    public readonly int LeastLength =>
        InValue ? 1 + Math.Min(NameLength / BytesOfCharacter, PointerText.MaxNameLength) : 0;

    public void SetName(int start, int end)
    {
        NameStart = start;
        NameLength = end - start;
    }

    public void Next()
    {
        Index++;
        InValue = !isObject;
    }
}
