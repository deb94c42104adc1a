using System.Text;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Makes the names and descriptions of cases from wire names.</summary>
internal static class Words
{
    /// <summary>Converts a name to kebab-case: <c>call_id</c>, <c>callId</c>, <c>CALL_ID</c> and <c>CallId</c> all become <c>call-id</c>.</summary>
    public static string Kebab(string name)
    {
        StringBuilder words = new();
        for (int i = 0; i < name.Length; i++)
        {
            char letter = name[i];
            bool startsWord =
                char.IsAsciiLetterUpper(letter)
                && i > 0
                && (
                    char.IsAsciiLetterLower(name[i - 1])
                    || char.IsAsciiDigit(name[i - 1])
                    || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]))
                );
            if ((startsWord || !char.IsAsciiLetterOrDigit(letter)) && words.Length > 0 && words[^1] != '-')
            {
                words.Append('-');
            }

            if (char.IsAsciiLetterOrDigit(letter))
            {
                words.Append(char.ToLowerInvariant(letter));
            }
        }

        string kebab = words.ToString().Trim('-');
        return kebab.Length == 0 ? "empty" : kebab;
    }

    /// <summary>Describes the value that a type expects, such as <c>a string</c>.</summary>
    public static string Wanted(TypeRef type, Dialect dialect) =>
        type switch
        {
            StringRef => "a string",
            BooleanRef => "a Boolean",
            IntegerRef => "an integer",
            ConstantRef.Text text => $"the string {Json.Quote(text.Value)}",
            ConstantRef.Integer constant => $"the integer {constant.Value}",
            ConstantRef constant => $"{Samples.Of(constant)}",
            NumberRef => "a number",
            OpaqueRef { IsObject: true } => "an object",
            OpaqueRef { IsNotNull: true } => "any JSON but null",
            OpaqueRef => "any JSON",
            ListRef => "a list",
            MapRef => "an object",
            NamedRef named when dialect.Find(named.Name) is StringSet or ScalarType => "a string",
            NamedRef named when dialect.Find(named.Name) is ListType { List: var list } => Wanted(list, dialect),
            NamedRef { Name: var name } =>
                $"{("AEIOU".Contains(name[0], StringComparison.Ordinal) ? "an" : "a")} {name}",
            _ => throw new NotSupportedException($"{type} is unknown"),
        };
}
