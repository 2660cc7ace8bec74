namespace LearnDL.Site.Api;

/// <summary>Types that belong together, under one heading of the API page.</summary>
public sealed record ApiGroup(string Title, string Text, IReadOnlyList<ApiType> Types)
{
    // From simple to hard, as the lessons go. A folder that is named here takes those below it that are not.
    static readonly (string Folder, string Title, string Text)[] order =
    [
        ("Tensors", "Tensors", "The boxes of numbers that everything is computed in."),
        ("Ops", "Ops", "What can be done with tensors, in families. Each op is a method of a tensor: x.Dot(y)."),
        ("Layers/Core", "Layers", "The steps of a network. Settings have the names and the defaults of Keras 3."),
        ("Layers/Images", "Layers for images", "Convolutions, pooling, and layers that change pictures."),
        ("Layers/Normalization", "Layers that normalise", "They keep numbers at a size that learning copes with."),
        ("Layers/Recurrent", "Layers for sequences", "They read one time step after the other."),
        ("Layers/Text", "Layers for text", "From the numbers of words to rows that learning moves."),
        ("Layers/Merging", "Layers that merge", "They make one tensor of several, in a functional model."),
        ("Layers/Symbolic", "Functional models", "Layers applied to tensors that have a shape and no numbers yet."),
        ("Activations", "Activations", "Chosen by name, as in new Dense(12, \"relu\")."),
        ("Initializers", "Initializers", "How the weights begin."),
        ("Regularizers", "Regularizers", "What large weights and outputs cost in the loss."),
        ("Constraints", "Constraints", "What weights must obey after each step."),
        ("Losses", "Losses", "One number that says how wrong the network is."),
        ("Optimizers", "Optimizers", "How gradients become steps."),
        ("Metrics", "Metrics", "What is reported while a network learns, and is not learned from."),
        ("Models", "Models", "Layers put together, compiled, fitted, evaluated and kept in a file."),
        ("Callbacks", "Callbacks", "Code that runs between epochs and batches."),
        ("Data", "Data", "Files, tables, splits, scaling, words and windows."),
        ("Interop", "Other programs", "Models in ONNX and in Keras's files, and a training in TensorBoard."),
        ("Checks", "Checks of gradients", "The comparison of Backward with the definition of a derivative."),
        ("Random", "Random numbers", "Every random number follows from one seed."),
        ("Backends", "Backends", "Where the arithmetic is done: plain loops to read, and fast ones."),
        ("Numbers", "Arithmetic", "One number or a whole vector register behind the same formulas."),
        ("", "Errors and settings", "What the engine throws, and what can be set for all of it."),
    ];

    /// <summary>
    /// Whether the page lists what is inside: not where only someone who changes the engine will look.
    /// </summary>
    public bool HasMembers => Title is not ("Checks of gradients" or "Random numbers" or "Backends" or "Arithmetic"
        or "Errors and settings");

    /// <summary>The page it stands on: one page of all would be too heavy for a slow line.</summary>
    public string Page =>
        Title is "Tensors" or "Ops" or "Data" or "Other programs" || !HasMembers ? DataPage : "api.html";

    /// <summary>The page of tensors and data, which leaves layers and models to the other.</summary>
    public const string DataPage = "api-data.html";

    public string Id => "api-" + Title.Replace(' ', '-').ToLowerInvariant();

    public static IReadOnlyList<ApiGroup> Of(ApiCatalogue catalogue)
    {
        var byGroup = catalogue.Types.ToLookup(type =>
            order.Where(group => type.Folder == group.Folder || group.Folder.Length == 0
                || type.Folder.StartsWith(group.Folder + "/", StringComparison.Ordinal))
            .MaxBy(group => group.Folder.Length).Title);
        return [.. order.Where(group => byGroup[group.Title].Any())
            .Select(group => new ApiGroup(group.Title, group.Text, [.. byGroup[group.Title]]))];
    }
}
