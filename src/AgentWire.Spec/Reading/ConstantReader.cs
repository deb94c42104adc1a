using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads values that are written as <c>const</c> and as <c>enum</c>, because every validator supports at least one of them.</summary>
internal static partial class ConstantReader
{
    /// <summary>Reads a string, which is a tag, a value of a set, or a constant.</summary>
    public static string ReadText(SpecNode schema, string what)
    {
        SpecNode constant = schema.Get("const");
        string text = constant.AsText();
        if (schema.Get("enum").AsList() is not [{ IsString: true } only] || only.AsText() != text)
        {
            throw schema.Refuse($"{what} is {{\"const\":\"{text}\",\"enum\":[\"{text}\"]}}");
        }

        return Date().IsMatch(text)
            ? throw constant.Refuse(
                "some validators read this string as a date, which is not equal to it; describe it as a string"
            )
            : text;
    }

    /// <summary>Reads the value of a member that has only one.</summary>
    public static ConstantRef Read(SpecNode schema)
    {
        schema.AllowOnly("a constant", "type", "title", "description", "const", "enum");
        SpecNode constant = schema.Get("const");
        if (constant.IsString)
        {
            Expect(schema, "string", isRequired: false);
            return new ConstantRef.Text(ReadText(schema, "a constant"));
        }

        // A validator that compares the text of values needs the type: without it, "1" is also 1.
        if (constant.Kind == JsonValueKind.Number)
        {
            Expect(schema, "integer", isRequired: true);
            BigInteger value = constant.AsInteger();
            return schema.Get("enum").AsList() is not [var only] || only.AsInteger() != value ? throw Differs(schema)
                : value < long.MinValue || value > ulong.MaxValue
                    ? throw constant.Refuse("no 64-bit integer, signed or unsigned, has this value")
                : new ConstantRef.Integer(value);
        }

        Expect(schema, "boolean", isRequired: true);
        bool isTrue = constant.AsBoolean();
        return schema.Get("enum").AsList() is [var same] && same.AsBoolean() == isTrue
            ? new ConstantRef.Boolean(isTrue)
            : throw Differs(schema);
    }

    /// <summary>Checks the type, which a nullable type follows.</summary>
    private static void Expect(SpecNode schema, string kind, bool isRequired)
    {
        SpecNode? type = schema.Find("type");
        if (type is null ? isRequired : type.AsText() != kind)
        {
            throw (type ?? schema).Refuse($"the `type` of this constant is \"{kind}\"");
        }
    }

    private static SpecException Differs(SpecNode schema) =>
        schema.Refuse("`enum` must contain only the value of `const`, for validators that support only one of the two");

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT|^/Date\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();
}
