using System.Text;

namespace AgentWire.Spec.Reading;

/// <summary>Creates C# names from wire names.</summary>
internal static class Naming
{
    /// <summary>Converts a name to Pascal case: <c>call_id</c>, <c>callId</c>, <c>CALL_ID</c> and <c>call-id</c> all become <c>CallId</c>.</summary>
    public static string Pascal(string wireName)
    {
        StringBuilder name = new();
        bool isShouting = !wireName.Any(char.IsAsciiLetterLower);
        bool startsWord = true;
        foreach (char letter in wireName)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                startsWord = true;
            }
            else
            {
                name.Append(
                    startsWord ? char.ToUpperInvariant(letter)
                    : isShouting ? char.ToLowerInvariant(letter)
                    : letter
                );
                startsWord = false;
            }
        }

        return name.ToString();
    }

    public static bool IsTypeName(string name) =>
        name.Length > 0 && char.IsAsciiLetterUpper(name[0]) && name.All(char.IsAsciiLetterOrDigit);
}
