using System.Numerics;
using System.Text.Json;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads the schema of a member's value, of a list's items or of a payload.</summary>
internal sealed class TypeReader(ReadingContext context)
{
    private const string SetForm = "{\"oneOf\":[{\"const\":\"…\",\"enum\":[\"…\"],\"description\":\"…\"},…]}";

    /// <summary>Returns the type, and whether null is also allowed.</summary>
    public (TypeRef Type, bool IsNullable) Read(SpecNode schema, string path)
    {
        _ = schema.AsObject();
        if (schema.Has("oneOf") || schema.Has("anyOf"))
        {
            return (ReadNullable(schema, path), true);
        }

        if (schema.Find("type") is { Kind: JsonValueKind.Array } types)
        {
            return schema.Has("const") ? throw NullConstant(schema)
                : types.AsList() is [var first, var second] && second.AsText() == "null"
                    ? (ReadKind(schema, first.AsText(), path), true)
                : throw types.Refuse(
                    "a list of types must be one type followed by \"null\"; name a choice of types in `definitions`"
                );
        }

        return (ReadPlain(schema, path), false);
    }

    public TypeRef ReadNonNull(SpecNode schema, string path, string where)
    {
        (TypeRef type, bool isNullable) = Read(schema, path);
        return isNullable ? throw schema.Refuse($"null is not supported in {where}; write the type without null")
            : type is ConstantRef
                ? throw schema.Refuse(
                    $"a constant is supported only as a member, and not in {where}; describe its type"
                )
            : type;
    }

    private TypeRef ReadNullable(SpecNode schema, string path)
    {
        bool isExclusive = schema.Has("oneOf");
        SpecNode branches = schema.Get(isExclusive ? "oneOf" : "anyOf");
        if (branches.AsList() is not [var inner, var none] || !IsNull(none))
        {
            throw branches.Refuse(
                branches.Items is [var first, _] && IsNull(first)
                    ? "null follows the type: make {\"type\":\"null\"} the second branch"
                    : "a choice of types must be named in `definitions`; only a type followed by {\"type\":\"null\"} is allowed here"
            );
        }

        if (inner.AsObject().Has("const"))
        {
            throw NullConstant(inner);
        }

        TypeRef type = ReadNonNull(inner, path, "a type that is nullable already");
        if (type is OpaqueRef { IsNotNull: true })
        {
            throw inner.Refuse("any JSON but null, or null, is any JSON; write {}");
        }

        bool isAny = type is OpaqueRef { HasNull: true };
        if (isExclusive == isAny)
        {
            throw branches.Refuse(
                isAny
                    ? "null fits both branches of this `oneOf`, so it would not be valid; any JSON, or null, is written with `anyOf`"
                    : $"a nullable type is written with `oneOf`, because a value fits only one of the branches: {NullableForm(inner)}"
            );
        }

        schema.AllowOnly("a nullable schema", "title", "description", isExclusive ? "oneOf" : "anyOf");
        return type;
    }

    /// <summary>Returns what to write for a type that can be null.</summary>
    private static string NullableForm(SpecNode type) =>
        type.FindText("$ref") is { } reference ? $"{{\"oneOf\":[{{\"$ref\":\"{reference}\"}},{{\"type\":\"null\"}}]}}"
        : type.FindText("type") is { } kind ? $"{{\"type\":[\"{kind}\",\"null\"]}}, or `oneOf` in place of `anyOf`"
        : "`oneOf` in place of `anyOf`";

    private static SpecException NullConstant(SpecNode schema) =>
        schema.Refuse("a constant cannot be null; remove null from its type");

    private static bool IsNull(SpecNode schema) =>
        schema.AsObject().Members is [("type", { IsString: true } type)] && type.AsText() == "null";

    private TypeRef ReadPlain(SpecNode schema, string path)
    {
        if (schema.Find("$ref") is { } reference)
        {
            schema.AllowOnly("a reference", "$ref", "description", "title");
            Definition definition = context.Definitions.Resolve(reference);
            return definition.IsList ? ReadUsedList(definition) : new NamedRef(definition.Name);
        }

        if (schema.Has("const"))
        {
            return ConstantReader.Read(schema);
        }

        if (schema.Find("type") is { } type)
        {
            return ReadKind(schema, type.AsText(), path);
        }

        if (schema.Find("allOf") is { } parts)
        {
            string target =
                parts.AsList() is [var only] && only.FindText("$ref") is { } text ? text : "#/definitions/X";
            throw parts.Refuse(
                "`allOf` combines the members of objects, in a definition or a variant; a value has one type: "
                    + $"{{\"description\":\"…\",\"$ref\":\"{target}\"}}"
            );
        }

        schema.AllowOnly("a schema without a `type`", "title", "description", "not");
        return schema.Find("not") is not { } excluded ? new OpaqueRef()
            : IsNull(excluded) ? new OpaqueRef(IsNotNull: true)
            : throw excluded.Refuse("only {\"type\":\"null\"} is supported here, for any JSON but null");
    }

    private ListRef ReadUsedList(Definition definition)
    {
        context.ListsUsed.Add(definition.Name);
        return ReadList(definition);
    }

    /// <summary>Reads a list that is a definition.</summary>
    public ListRef ReadList(Definition definition)
    {
        if (!context.ListsUnderWay.Add(definition.Name))
        {
            throw definition.Node.Refuse(
                $"the items of {definition.Name} are {definition.Name} again; put an object or a union between them"
            );
        }

        try
        {
            return (ListRef)ReadKind(definition.Node, "array", definition.Name);
        }
        finally
        {
            context.ListsUnderWay.Remove(definition.Name);
        }
    }

    private TypeRef ReadKind(SpecNode schema, string kind, string path)
    {
        switch (kind)
        {
            case "string":
                return ReadString(schema);
            case "boolean":
                schema.AllowOnly("a boolean schema", "type", "title", "description");
                return new BooleanRef();
            case "integer":
                return ReadInteger(schema);
            case "number":
                schema.AllowOnly("a number schema", "type", "title", "description");
                return new NumberRef(context.Manifest.Widened.Take(path));
            case "object" when schema.Has("properties"):
                throw schema.Refuse(
                    $"an object with members needs a name: move it to `definitions`, or list {path} under `inline` if it is only an envelope"
                );
            case "object" when schema.Find("additionalProperties") is { } values:
                schema.AllowOnly("a map schema", "type", "title", "description", "additionalProperties");
                return new MapRef(ReadMapValue(values, path));
            case "object":
                schema.AllowOnly("an opaque object schema", "type", "title", "description");
                return new OpaqueRef(IsObject: true);
            case "array":
                schema.AllowOnly("a list schema", "type", "title", "description", "items", "minItems");
                TypeRef item = ReadNonNull(schema.Get("items"), path, "the items of a list");
                return new ListRef(item, schema.Find("minItems")?.AsCount() ?? 0);
            default:
                throw schema
                    .Get("type")
                    .Refuse(
                        kind == "null"
                            ? "a value that is only null has no type; write null after a type, as {\"type\":[\"string\",\"null\"]}"
                            : $"\"{kind}\" is not a type; write string, boolean, integer, number, object or array"
                    );
        }
    }

    /// <summary>Reads the type of a map's values.</summary>
    public TypeRef ReadMapValue(SpecNode schema, string path)
    {
        if (schema.Kind is JsonValueKind.True or JsonValueKind.False)
        {
            throw schema.Refuse("unknown members are allowed on every object; remove `additionalProperties`");
        }

        TypeRef value = ReadNonNull(schema, path, "the values of a map");
        return value is OpaqueRef { HasNull: true }
            ? throw schema.Refuse(
                "a map of any JSON is an opaque object; write {\"type\":\"object\"}, or the type of the values"
            )
            : value;
    }

    /// <summary>Reads a definition that is a string. It can exclude a pattern.</summary>
    public static StringRef ReadScalar(SpecNode schema)
    {
        if (schema.Has("const") || schema.Has("enum"))
        {
            throw schema.Refuse($"write a set of strings as {SetForm}");
        }

        if (schema.Find("not") is not { } excluded)
        {
            return ReadString(schema);
        }

        schema.AllowOnly("a named scalar", "type", "title", "description", "not");
        excluded.AllowOnly("the `not` of a named scalar", "pattern");
        return new StringRef(Excluded: excluded.Get("pattern").AsText());
    }

    public static StringRef ReadString(SpecNode schema)
    {
        if (schema.Has("const") || schema.Has("enum"))
        {
            throw schema.Refuse($"a set of strings needs a name: write it in `definitions` as {SetForm}");
        }

        schema.AllowOnly("a string schema", "type", "title", "description", "minLength", "maxLength", "pattern");
        StringRef text = new(
            schema.Find("minLength")?.AsCount(),
            schema.Find("maxLength")?.AsCount(),
            schema.FindText("pattern")
        );
        return text.MinLength > text.MaxLength ? throw schema.Refuse("`minLength` is above `maxLength`") : text;
    }

    private static IntegerRef ReadInteger(SpecNode schema)
    {
        schema.AllowOnly("an integer schema", "type", "title", "description", "minimum", "maximum");
        if (!schema.Has("minimum") || !schema.Has("maximum"))
        {
            throw schema.Refuse("an integer must have `minimum` and `maximum`, which determine its width");
        }

        BigInteger minimum = schema.Get("minimum").AsInteger();
        BigInteger maximum = schema.Get("maximum").AsInteger();
        return minimum > maximum ? throw schema.Refuse("`minimum` is above `maximum`")
            : minimum < long.MinValue || maximum > ulong.MaxValue || (minimum < 0 && maximum > long.MaxValue)
                ? throw schema.Refuse("no 64-bit integer, signed or unsigned, has these bounds")
            : new IntegerRef(minimum, maximum);
    }
}
