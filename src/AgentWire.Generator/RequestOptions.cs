using System.CommandLine;

namespace AgentWire.Generator;

/// <summary>The options of a command that say what is generated, and from what.</summary>
internal sealed class RequestOptions
{
    private readonly Option<string?> _spec = Text("--spec", "DIR", "A folder with one folder for each dialect.");

    private readonly Option<string[]> _dialects = Texts(
        "--dialect",
        "FILE",
        "The manifest of a dialect, instead of --spec. It can be given several times."
    );

    private readonly Option<string?> _out = Text("--out", "DIR", "The folder for the C# files.");

    private readonly Option<bool> _flat = new("--flat")
    {
        Description = "Write the C# of the only dialect to --out itself. By default, each dialect has a folder there.",
    };

    private readonly Option<string?> _reference = Text(
        "--reference",
        "DIR",
        "The folder for the reference pages. By default, none are written."
    );

    private readonly Option<string?> _vectors = Text(
        "--vectors",
        "DIR",
        "The folder for the test vectors. By default, none are written."
    );

    private readonly Option<string[]> _namespaces = Texts(
        "--namespace",
        "DIALECT=NAME",
        "The C# namespace of a dialect, instead of that of its manifest."
    );

    private readonly Option<string?> _registry = Text(
        "--registry",
        "NAME",
        "The full C# name of a class that lists the dialects. By default, there is none."
    );

    private readonly Option<string?> _registryOut = Text(
        "--registry-out",
        "DIR",
        "The folder for the registry alone. By default, it is that of --out."
    );

    private readonly Option<string> _command = new("--command")
    {
        Description = "The command that generates the files again, for the note at the top of each file.",
        HelpName = "TEXT",
        DefaultValueFactory = _ => new GenerationRequest().Command,
    };

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _spec,
            _dialects,
            _out,
            _flat,
            _reference,
            _vectors,
            _namespaces,
            _registry,
            _registryOut,
            _command,
        ];
        foreach (Option option in all)
        {
            command.Add(option);
        }

        command.Validators.Add(line =>
        {
            if (Has(_spec) == Has(_dialects))
            {
                line.AddError("Either --spec or --dialect is required.");
            }

            if (!Has(_out, _registryOut, _reference, _vectors))
            {
                line.AddError("One of --out, --reference, --vectors and --registry-out is required.");
            }

            if (Has(_registry) && !Has(_out, _registryOut))
            {
                line.AddError("Option '--registry' needs '--out' or '--registry-out'.");
            }

            if (Has(_registryOut) && !Has(_registry))
            {
                line.AddError("Option '--registry-out' needs '--registry'.");
            }

            bool Has(params Option[] options) => Array.Exists(options, option => line.GetResult(option) is not null);
        });
    }

    public GenerationRequest Read(ParseResult line) =>
        new()
        {
            Spec = line.GetValue(_spec),
            Manifests = line.GetValue(_dialects) ?? [],
            Namespaces = line.GetValue(_namespaces) ?? [],
            Out = line.GetValue(_out),
            IsFlat = line.GetValue(_flat),
            Reference = line.GetValue(_reference),
            Vectors = line.GetValue(_vectors),
            Registry = line.GetValue(_registry),
            RegistryOut = line.GetValue(_registryOut),
            Command = line.GetRequiredValue(_command),
        };

    private static Option<string?> Text(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help };

    private static Option<string[]> Texts(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help };
}
