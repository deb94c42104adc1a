using System.Globalization;
using AgentWire.Generator.Plan;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.CSharp;

/// <summary>The C# of one kind of value: its type, and how it is read and written.</summary>
/// <param name="CSharp">The C# type.</param>
/// <param name="Reader">The name of the reader's methods after "Read" or "ReadOptional".</param>
/// <param name="Bounds">The additional arguments of these methods, each after a comma.</param>
/// <param name="Writer">The name of the writer's methods after "Write" or "WriteOptional".</param>
/// <param name="Arguments">The additional arguments of these methods, each after a comma.</param>
internal sealed record ValueCode(CSharpType CSharp, string Reader, string Bounds, string Writer, string Arguments)
{
    public string Type => CSharp.Name;

    /// <summary>Returns the expression that reads it without a name.</summary>
    public string Read { get; init; } = $"reader.Read{Reader}({Bounds.TrimStart(',', ' ')})";

    /// <summary>Returns the expression that reads it as a member.</summary>
    public string ReadMember(string local) => $"reader.Read{Reader}(out {local}{Bounds})";

    /// <summary>Returns the expression that reads it as a member, or null.</summary>
    public string ReadOptional(string local) => $"reader.ReadOptional{Reader}(out {local}{Bounds})";

    /// <summary>Returns the expression that reads it as a member, or the empty value.</summary>
    public string ReadOmitted(string local) => $"reader.ReadOmitted{Reader}(out {local}{Bounds})";

    /// <summary>Returns the statement that writes it without a name.</summary>
    public string WriteValue(string value) => $"writer.Write{Writer}({value}{Arguments});";

    /// <summary>Returns the statement that writes it as a member.</summary>
    public string WriteMember(string name, string value) => $"writer.Write{Writer}({name}, {value}{Arguments});";

    /// <summary>Returns the statement that writes it as a member unless it is null.</summary>
    public string WriteOptional(string name, string value) =>
        $"writer.WriteOptional{Writer}({name}, {value}{Arguments});";
}

/// <summary>Finds the C# of a type.</summary>
/// <param name="plan">The dialect whose types can be used.</param>
/// <param name="inside">The union that contains the C#, if any.</param>
internal sealed class ValueCodes(DialectPlan plan, UnionPlan? inside = null)
{
    public Dialect Dialect => plan.Dialect;

    /// <summary>Gets the types at this place.</summary>
    public Scope Scope { get; } = new(plan, inside?.Union);

    /// <summary>
    /// Returns the modifier of a property that hides what a variant inherits: a nested type of the same name, or the property of
    /// the base.
    /// </summary>
    public string Hiding(string property) =>
        Scope.IsNested(property) || inside?.Base.Inherited.Contains(property) == true ? "new " : "";

    /// <summary>Returns the C# of a member's value, which can be absent or null.</summary>
    public ValueCode Of(Member member)
    {
        if (!member.IsWireOptional())
        {
            return Of(member.Type);
        }

        string method = $"Optional<{TypeAndFormatOf(member.Type)}>";
        return new(new($"WireOptional<{Scope.TypeOf(member.Type).Name}>", "default"), method, "", method, "");
    }

    public ValueCode Of(TypeRef type)
    {
        CSharpType csharp = Scope.TypeOf(type);
        return type switch
        {
            StringRef text => Text(csharp, text),
            BooleanRef => new(csharp, "Boolean", "", "Boolean", ""),
            NumberRef number => new(csharp, number.IsWidened ? "Single" : "Double", "", "Double", ""),
            ConstantRef constant => Constant(csharp, constant),
            IntegerRef integer => Integer(csharp, IntegerShape.Of(integer)),
            OpaqueRef opaque => Opaque(csharp, opaque),
            ListRef list => List(csharp, list),
            MapRef map => Map(csharp, map),
            NamedRef named => Named(csharp, plan.Dialect.Find(named.Name)),
            _ => throw new NotSupportedException($"{type} should have been refused before"),
        };
    }

    /// <summary>Returns the same for a fact with more than one place. A constant is read without them.</summary>
    public string MirrorOf(TypeRef type) => type is ConstantRef ? "" : TypeAndFormatOf(type);

    /// <summary>Returns the types of a value and of its format.</summary>
    public string TypeAndFormatOf(TypeRef type) => $"{Scope.TypeOf(type).Name}, {plan.FormatOf(type)}";

    // Constants are written as parts of the text around them.
    private static ValueCode Constant(CSharpType csharp, ConstantRef constant) =>
        constant switch
        {
            ConstantRef.Text text => new(csharp, "ConstantString", $", {CSharpText.Utf8Literal(text.Value)}", "", ""),
            ConstantRef.Integer integer => new(
                csharp,
                "ConstantInteger",
                $", {CSharpText.Utf8Literal($"{integer.Value}")}",
                "",
                ""
            ),
            ConstantRef.Boolean { Value: var value } => new(
                csharp,
                "ConstantBoolean",
                $", {(value ? "true" : "false")}",
                "",
                ""
            ),
            _ => throw new NotSupportedException($"{constant} is unknown"),
        };

    private static ValueCode Text(CSharpType csharp, StringRef text)
    {
        string bounds = text.HasLength ? $", {TextBounds(text)}" : "";
        return new(csharp, "String", bounds, "String", bounds);
    }

    private static string TextBounds(StringRef text)
    {
        string most = text.MaxLength?.ToString(CultureInfo.InvariantCulture) ?? "int.MaxValue";
        return $"{text.MinLength ?? 0}, {most}, \"a string of {text.LengthInWords}\"";
    }

    private static ValueCode Integer(CSharpType csharp, IntegerShape shape)
    {
        ValueCode code = new(csharp, shape.Clr, shape.ReadArguments, shape.Write, shape.WriteArguments);
        // The reader has no method of its own for an int with bounds alone.
        return shape is { IsNarrower: true, Type: "int" }
            ? code with
            {
                Read = $"(int)reader.ReadInt64({shape.ReadArguments[2..]})",
            }
            : code;
    }

    private ValueCode Opaque(CSharpType csharp, OpaqueRef opaque)
    {
        (string read, string write) =
            opaque.IsObject ? ("RawObject", "OpaqueObject")
            : opaque.IsNotNull ? ("RawNotNull", "OpaqueNotNull")
            : ("Raw", "Opaque");
        return new(csharp, read, "", write, $", MemberOrder.{plan.OpaqueForm}");
    }

    private ValueCode List(CSharpType csharp, ListRef list)
    {
        string name = $"List<{TypeAndFormatOf(list.Item)}>";
        string least = list.MinItems > 0 ? $", minItems: {list.MinItems}" : "";
        return new(csharp, name, least, name, least);
    }

    private ValueCode Map(CSharpType csharp, MapRef map)
    {
        string arguments = $"<{csharp.Name}, {plan.MapFormatOf(Scope.TypeOf(map.Value), plan.FormatOf(map.Value))}>";
        return new(csharp, arguments, "", arguments, "");
    }

    /// <summary>Returns the arguments of the methods that read or write the entries of a map.</summary>
    public string EntryOf(Member map) => $"<{Scope.TypeOf(ValueTypeOf(map)).Name}, {plan.FormatOf(ValueTypeOf(map))}>";

    /// <summary>Returns the type argument of a map.</summary>
    public string ValueOf(Member map) => $"<{Scope.TypeOf(ValueTypeOf(map)).Name}>";

    private static TypeRef ValueTypeOf(Member map) => ((MapRef)map.Type).Value;

    private ValueCode Named(CSharpType csharp, NamedType type)
    {
        if (type is ScalarType scalar)
        {
            return Scalar(csharp, scalar);
        }

        return ByFormat(csharp, type.Name, $"{type.Name}Format");
    }

    /// <summary>Returns the C# of a value that only its format reads and writes.</summary>
    private static ValueCode ByFormat(CSharpType csharp, string type, string format)
    {
        string arguments = $"<{type}, {format}>";
        ValueCode code = new(csharp, arguments, "", arguments, "");
        return csharp.IsReference ? code with { Read = $"{code.Read}!" } : code;
    }

    private ValueCode Scalar(CSharpType csharp, ScalarType scalar) =>
        scalar.Kind switch
        {
            "timestamp-z" => new(csharp, "Timestamp", "", "Timestamp", ""),
            "uuid" => new(csharp, "Uuid", "", "Uuid", ""),
            "not-blank" => new(csharp, "NotBlank", "", "NotBlank", ""),
            null => Text(csharp, scalar.Text),
            _ => ByFormat(csharp, csharp.Name, plan.FormatOf(new NamedRef(scalar.Name))),
        };
}
