using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using AgentWire.Fuzzing.Corpus;
using AgentWire.Fuzzing.Mutation;
using AgentWire.Fuzzing.Peers;
using AgentWire.Spec.Model;

namespace AgentWire.Fuzzing.Differential;

/// <summary>
/// Finds reasons why a peer can differ from the library for an input. They depend only on the input, its dialect and its type, and
/// not on any answer. The input is visited according to the model of the contract.
/// </summary>
internal sealed partial class Predicates
{
    private const string Serde = "serde";
    private const string Ajv = "ajv";
    private const string NJsonSchema = "njsonschema";

    // NJsonSchema parses with Newtonsoft.Json and its default depth.
    private const int NewtonsoftDepth = 64;

    private readonly JsonInput _json = new();
    private readonly HashSet<Expectation> _expectations = [];
    private Dialect _dialect = null!;

    // Whether serde has parsed the whole value before it looked for its type.
    private bool _isBuffered;

    // Whether the fallback of a union accepts values that do not fit.
    private bool _hasFallback;

    public IReadOnlySet<Expectation> Of(Question question)
    {
        _expectations.Clear();
        _dialect = Contract.Dialect(question.Dialect);
        _isBuffered = false;
        _hasFallback = false;
        if (!Utf8.IsValid(question.Input))
        {
            Expect("utf8", NJsonSchema, Difference.Accepts);
        }

        if (!_json.Scan(question.Input))
        {
            return _expectations;
        }

        VisitText();
        if (_dialect.Find(question.Type) is UnionType { IsFlattened: true, Tagging: Tagging.External } union)
        {
            VisitAlone(union);
        }

        Visit(new NamedRef(question.Type), 0);
        return _expectations;
    }

    private void Expect(string predicate, string peer, Difference difference)
    {
        // If serde and the library do not agree on whether a value fits a type, it is written differently.
        if (_hasFallback && peer != Serde)
        {
            return;
        }

        _expectations.Add(new(predicate, peer, _hasFallback ? Difference.Writes : difference));
    }

    private void ExpectOfSchemas(string predicate, Difference difference)
    {
        Expect(predicate, Ajv, difference);
        Expect(predicate, NJsonSchema, difference);
    }

    /// <summary>Visits properties of the text that do not depend on a type.</summary>
    private void VisitText()
    {
        if (_json.Depth > WireOptions.Default.MaxDepth)
        {
            Expect("depth", Ajv, Difference.Accepts);
        }

        if (_json.Depth > NewtonsoftDepth)
        {
            Expect("depth", NJsonSchema, Difference.Fails);
        }

        for (int i = 0; i < _json.Count; i++)
        {
            JsonNode node = _json[i];
            if (_json.HasLoneSurrogate(node))
            {
                ExpectOfSchemas("lone-surrogate", Difference.Accepts);
            }

            if (node.Kind == JsonKind.Number)
            {
                if (_json.IsOverflow(node))
                {
                    ExpectOfSchemas("number-overflow", Difference.Accepts);
                }

                if (_json.IsBeyondInt64(node))
                {
                    Expect("integer-beyond-int64", NJsonSchema, Difference.Fails);
                }
            }
        }
    }

    private void Visit(TypeRef type, int index)
    {
        JsonNode node = _json[index];
        switch (type)
        {
            case IntegerRef integer:
                VisitInteger(node, integer.Minimum, integer.Maximum);
                break;
            case ConstantRef.Integer constant:
                VisitInteger(node, constant.Value, constant.Value);
                break;
            case ListRef list when node.Kind == JsonKind.Array:
                foreach (int item in _json.Children(index))
                {
                    Visit(list.Item, item);
                }

                break;
            case NamedRef named:
                Visit(_dialect.Find(named.Name), index);
                break;
        }
    }

    private void Visit(NamedType type, int index)
    {
        JsonNode node = _json[index];
        switch (type)
        {
            case ObjectType found when node.Kind == JsonKind.Object:
                VisitMembers(found.Layout, index, null);
                break;
            case ObjectType found when node.Kind == JsonKind.Array:
                VisitSequence(found.Layout, index);
                break;
            case UnionType union:
                bool wasBuffered = _isBuffered;
                _isBuffered |= union.Tagging is not Tagging.External;
                VisitUnion(union, index);
                _isBuffered = wasBuffered;
                break;
            case StringSet { IsOpen: false } set when node.Kind == JsonKind.Object && IsMapOf(index, set):
                Expect("value-as-map", Serde, Difference.Accepts);
                break;
            case ScalarType scalar when node.Kind == JsonKind.String:
                VisitScalar(scalar, JsonText.Unescape(_json.Token(node)));
                break;
        }
    }

    private void VisitInteger(JsonNode node, BigInteger minimum, BigInteger maximum)
    {
        if (node.Kind != JsonKind.Number)
        {
            return;
        }

        string text = _json.Text(node);
        if (text == "-0")
        {
            ExpectOfSchemas("integer-spelling", Difference.Accepts);
        }
        else if (!JsonInput.PlainInteger().IsMatch(text))
        {
            if (double.TryParse(text, CultureInfo.InvariantCulture, out double number) && double.IsInteger(number))
            {
                Expect("integer-spelling", Ajv, Difference.Accepts);
            }
        }
        else if (BigInteger.TryParse(text, CultureInfo.InvariantCulture, out BigInteger value))
        {
            bool isOutside = value < minimum || value > maximum;
            bool looksInside = Nearest(value) >= Nearest(minimum) && Nearest(value) <= Nearest(maximum);
            if (isOutside && looksInside)
            {
                bool isBeyond = BigInteger.Abs(value) > long.MaxValue;
                Expect(isBeyond ? "integer-beyond-int64" : "integer-beyond-2^53", Ajv, Difference.Accepts);
            }
        }
    }

    private void VisitScalar(ScalarType scalar, string text)
    {
        if (scalar.Kind == "timestamp-z")
        {
            VisitTime(text);
        }

        if (scalar.Text.Pattern is [.., '$'] pattern && EndsWithOneBreak(text) && Regex.IsMatch(text, pattern))
        {
            Expect("line-break-at-the-end", NJsonSchema, Difference.Accepts);
        }
    }

    private static bool EndsWithOneBreak(string text) =>
        text.EndsWith('\n') && !text.EndsWith("\n\n", StringComparison.Ordinal);

    private void VisitTime(string text)
    {
        if (!TimeText.IsRfc3339(text))
        {
            if (TimeText.IsLoose(text))
            {
                Expect("times-beyond-rfc-3339", Serde, Difference.Accepts);
            }
        }
        else if (!TimeText.IsAsSent(text))
        {
            ExpectOfSchemas("time-not-as-sent", Difference.Refuses);
            if (text[10] == 't')
            {
                Expect("small-t-in-time", Serde, Difference.Refuses);
            }
        }
        else if (!DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out _))
        {
            ExpectOfSchemas("no-such-day", Difference.Accepts);
        }
    }

    private void ExpectDuplicate() => ExpectOfSchemas("duplicate-member", Difference.Accepts);

    private bool IsMapOf(int index, StringSet set) =>
        _json.CountOf(index) == 1
        && _json.IsNull(_json[index + 1])
        && set.Values.Any(value => value.Text == _json.NameOf(index + 1));

    private static double Nearest(BigInteger value) =>
        double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
