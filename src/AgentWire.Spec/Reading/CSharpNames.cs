using System.Text;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>
/// Decides the C# names of variants, members and values: the name in the manifest, or otherwise the words of the wire name.
/// They are part of the model, and not only of the generator, because the comparison of two versions recognizes renamed parts by them.
/// </summary>
/// <param name="given">The section <c>names</c> of the manifest.</param>
internal sealed class CSharpNames(ManifestTable<string> given)
{
    /// <summary>Returns the C# name of the variant, member or value at a path.</summary>
    public string Of(string path, string wireName) => given.TakeOrDefault(path) ?? Pascal(wireName);

    /// <summary>Returns the C# name of a member that another type adopts by <c>allOf</c>. The manifest can give it another name at its new path.</summary>
    public string OfAdopted(string path, Member member) => given.TakeOrDefault(path) ?? member.Name;

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

    /// <summary>Returns whether a name can be that of a type, a member or a namespace.</summary>
    public static bool IsPossible(string name) =>
        name.Length > 0 && char.IsAsciiLetterUpper(name[0]) && name.All(char.IsAsciiLetterOrDigit);
}
