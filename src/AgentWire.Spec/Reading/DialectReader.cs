using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads the model of a dialect from its files. Refuses everything that it does not support.</summary>
internal static class DialectReader
{
    /// <summary>Reads a dialect. Returns null if anything was refused; the findings say what.</summary>
    public static Dialect? Read(DialectSource source, FindingList findings) =>
        findings.Gather(() =>
        {
            // Findings that follow from an invalid part would only repeat the problem, so they are reported after the parts are valid.
            FindingList own = new();
            Manifest manifest = new(source);
            Definitions definitions = new(source, own);
            own.ThrowIfAny();
            ReadingContext context = new(manifest, definitions, own);
            DefinitionReader reader = new(context);
            List<NamedType> types =
            [
                .. definitions.All.Select(definition => own.Gather(() => reader.Read(definition))).OfType<NamedType>(),
            ];
            List<Root> roots = RootReader.Read(source, context);
            own.ThrowIfAny();
            types = new Reachability(types, manifest, own).WithOrder(
                roots.Select(root => root.Type).Concat(context.ListsUsed)
            );
            CheckFlattened(types, manifest, own);
            BranchChecks.Check(types, own);
            VersionMarks marks = new(manifest, own);
            types = VersionResolver.Resolve(
                types,
                [.. roots.Select(root => root.Type), .. manifest.Standalone.Keys],
                marks,
                own
            );
            List<Constructor> constructors = ReadConstructors(types, manifest, own);
            manifest.ReportDangling(own);
            manifest.Node.ReportUnread(own);
            foreach (SchemaFile file in source.Files)
            {
                file.Node.ReportUnread(own);
            }

            own.ThrowIfAny();
            return new Dialect
            {
                Name = manifest.Name,
                Title = manifest.Title,
                Description = manifest.Description,
                Notes = manifest.Notes,
                Version = manifest.Version,
                Namespace = manifest.Namespace,
                Upstream = manifest.Upstream,
                Versions = manifest.Versions,
                VersionMarks = marks.Said,
                Framings = manifest.Framings,
                ServerSentEvents = manifest.ServerSentEvents,
                OpaqueOrder = manifest.OpaqueOrder,
                MembersAreSorted = manifest.MembersAreSorted,
                KeepsNumberText = manifest.KeepsNumberText,
                NamesGiven = manifest.Names.Keys.ToHashSet(StringComparer.Ordinal),
                Types = types,
                Roots = roots,
                Constructors = constructors,
                Differences = manifest.Differences,
                Origin = manifest.Node.Location,
            };
        });

    private static List<Constructor> ReadConstructors(List<NamedType> types, Manifest manifest, FindingList findings)
    {
        List<Constructor> constructors = [];
        foreach (
            (string name, SpecNode makes, IReadOnlyList<string> parameters, string csharp) in manifest.Constructors
        )
        {
            string path = makes.AsText();
            UnionType? union = types
                .OfType<UnionType>()
                .FirstOrDefault(union => union.Variants.Any(variant => variant.Path == path));
            if (union is null)
            {
                findings.Add(makes.Location, $"`constructors` refers to {path}, which is not a variant");
            }
            else
            {
                constructors.Add(new Constructor(name, union.Name, path, parameters, csharp));
            }
        }

        return constructors;
    }

    private static void CheckFlattened(List<NamedType> types, Manifest manifest, FindingList findings)
    {
        HashSet<string> flattened =
        [
            .. types.OfType<UnionType>().Where(union => union.IsFlattened).Select(union => union.Name),
        ];
        foreach (
            (string name, Location origin) in types
                .SelectMany(TypeUse.Values)
                .Where(use => flattened.Contains(use.Name))
        )
        {
            findings.Add(
                origin,
                $"{name} is a flattened union and cannot also be used as a value; use a union in only one of the two ways"
            );
        }

        foreach (string name in flattened.Except(types.SelectMany(TypeUse.Flattened)))
        {
            manifest.Unions.TryTake(name, out _, out Location stated);
            findings.Add(stated, $"{name} is flattened, but no object includes it with `allOf`");
        }
    }
}
