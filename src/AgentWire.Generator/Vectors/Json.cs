using System.Globalization;
using System.Text;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>A JSON value as it is written: members can occur twice, and numbers keep their text.</summary>
internal abstract record Json
{
    public static readonly Json Null = new Literal("null");
    public static readonly Json True = new Literal("true");
    public static readonly Json False = new Literal("false");

    /// <summary>Returns the compact text, with strings in canonical form.</summary>
    public sealed override string ToString()
    {
        StringBuilder text = new();
        Write(text);
        return text.ToString();
    }

    public static string Quote(string value)
    {
        StringBuilder text = new("\"");
        foreach (char letter in value)
        {
            _ = letter switch
            {
                '"' or '\\' => text.Append('\\').Append(letter),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append($"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        return text.Append('"').ToString();
    }

    /// <summary>Gets the kind, which is none for null.</summary>
    public JsonKinds Kind =>
        this switch
        {
            Text => JsonKinds.String,
            Number => JsonKinds.Number,
            List => JsonKinds.List,
            Object => JsonKinds.Object,
            _ => this == Null ? JsonKinds.None : JsonKinds.Boolean,
        };

    /// <summary>Returns whether it is, or contains, a value with a property.</summary>
    public bool Holds(Func<Json, bool> what) =>
        what(this)
        || this switch
        {
            List list => list.Items.Any(item => item.Holds(what)),
            Object members => members.Members.Any(member => member.Value.Holds(what)),
            _ => false,
        };

    protected abstract void Write(StringBuilder text);

    /// <summary><c>null</c>, <c>true</c> or <c>false</c>.</summary>
    internal sealed record Literal(string Word) : Json
    {
        protected override void Write(StringBuilder text) => text.Append(Word);
    }

    internal sealed record Number(string Spelling) : Json
    {
        private const long GreatestExact = 1L << 53;

        /// <summary>Gets whether a language that reads all numbers as doubles writes the same text.</summary>
        public bool IsWrittenAlike =>
            Spelling != "-0"
            && double.Parse(Spelling, CultureInfo.InvariantCulture) is var value
            && (
                Canonical.IsInteger(Spelling)
                    ? Math.Abs(value) <= GreatestExact
                    : value.ToString("R", CultureInfo.InvariantCulture) == Spelling
            );

        protected override void Write(StringBuilder text) => text.Append(Spelling);
    }

    internal sealed record Text(string Value) : Json
    {
        protected override void Write(StringBuilder text) => text.Append(Quote(Value));
    }

    internal sealed record List(IReadOnlyList<Json> Items) : Json
    {
        protected override void Write(StringBuilder text) => text.Append('[').AppendJoin(',', Items).Append(']');
    }

    internal sealed record Object(IReadOnlyList<JsonMember> Members) : Json
    {
        public static Object Of(params JsonMember[] members) => new(members);

        protected override void Write(StringBuilder text) => text.Append('{').AppendJoin(',', Members).Append('}');
    }
}

internal sealed record JsonMember(string Name, Json Value)
{
    public override string ToString() => $"{Json.Quote(Name)}:{Value}";
}
