using System.Numerics;
using AgentWire.CompilerServices;
using AgentWire.Interpreter.Objects;
using AgentWire.Interpreter.Unions;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter.Formats;

/// <summary>The formats of a dialect's types.</summary>
internal sealed class FormatTable
{
    private readonly Dictionary<string, ValueFormat> _named = new(StringComparer.Ordinal);

    public FormatTable(Dialect dialect)
    {
        Dialect = dialect;
        Opaque = (dialect.OpaqueOrder, dialect.KeepsNumberText) switch
        {
            (OpaqueOrder.Sorted, false) => MemberOrder.Sorted,
            (OpaqueOrder.Sorted, true) => MemberOrder.SortedNumberText,
            (_, false) => MemberOrder.Insertion,
            _ => MemberOrder.InsertionNumberText,
        };
    }

    public Dialect Dialect { get; }

    /// <summary>Gets how opaque values are written.</summary>
    public MemberOrder Opaque { get; }

    /// <summary>Returns the format of a type with a name.</summary>
    public ValueFormat Of(string name)
    {
        // Types are looked at when they are first read or written, which can be by several threads, because a type can contain itself.
        lock (_named)
        {
            if (!_named.TryGetValue(name, out ValueFormat? format))
            {
                format = FormatOf(Dialect.Find(name));
                _named.Add(name, format);
            }

            return format;
        }
    }

    /// <summary>Returns the format of a type.</summary>
    public ValueFormat Of(TypeRef type) =>
        type switch
        {
            StringRef { HasLength: true } text => new BoundedStringFormat(text),
            StringRef => new RuntimeFormat<string, StringFormat>(),
            BooleanRef => new RuntimeFormat<bool, BooleanFormat>(),
            IntegerRef { Maximum: var most } integer when most > long.MaxValue => new UnsignedFormat(
                integer.Minimum,
                most
            ),
            IntegerRef integer => new IntegerFormat(integer.Minimum, integer.Maximum),
            NumberRef { IsWidened: true } => new RuntimeFormat<float, SingleFormat>(),
            NumberRef => new RuntimeFormat<double, DoubleFormat>(),
            ConstantRef constant => new ConstantFormat(constant),
            OpaqueRef opaque => new OpaqueFormat(opaque, Opaque),
            ListRef list => new ListFormat(Of(list.Item), list.MinItems),
            MapRef map => new MapFormat(Of(map.Value), Dialect.MembersAreSorted),
            NamedRef named => Of(named.Name),
            _ => throw new NotSupportedException($"{type} is unknown"),
        };

    private ValueFormat FormatOf(NamedType type) =>
        type switch
        {
            ObjectType record => new ObjectFormat(this, record.Layout, record.IsSorted),
            UnionType { Tagging: Tagging.Internal tagging } union => new InternalUnionFormat(this, union, tagging),
            UnionType { Tagging: Tagging.External, IsFlattened: true } union => new FlattenedUnionFormat(this, union),
            UnionType { Tagging: Tagging.External } union => new ExternalUnionFormat(this, union),
            UnionType { Tagging: Tagging.Adjacent tagging } union => new AdjacentUnionFormat(this, union, tagging),
            UnionType { Tagging: Tagging.Kind } union => new KindUnionFormat(this, union),
            UnionType union => new UntaggedUnionFormat(this, union),
            StringSet { IsOpen: true } set => new OpenStringSetFormat(this, set),
            StringSet set => new StringSetFormat(this, set),
            ScalarType scalar => FormatOf(scalar),
            ListType list => Of(list.List),
            _ => throw new NotSupportedException($"{type} is unknown"),
        };

    private ValueFormat FormatOf(ScalarType type) =>
        type.Kind switch
        {
            null => Of(type.Text),
            "timestamp-z" => new RuntimeFormat<WireTimestamp, TimestampFormat>(),
            "uuid" => new RuntimeFormat<string, UuidFormat>(),
            "not-blank" => new RuntimeFormat<string, NotBlankFormat>(),
            "json-pointer" => new RuntimeFormat<string, JsonPointerTextFormat>(),
            "date" => new RuntimeFormat<string, DateTextFormat>(),
            "time" => new RuntimeFormat<string, TimeTextFormat>(),
            "date-time" => new RuntimeFormat<string, DateTimeTextFormat>(),
            _ => throw new NotSupportedException($"{type.Kind} is unknown"),
        };
}
