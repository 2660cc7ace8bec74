namespace LearnDL.Site.Api;

/// <summary>A name of Keras's index, and what there is of it here.</summary>
/// <param name="Keras">The name in Keras.</param>
/// <param name="Here">The name here; null where there is none.</param>
/// <param name="Id">Its place on the API page.</param>
/// <param name="Differs">What its documentation says of Keras, as HTML.</param>
/// <param name="Member">Where it stands, if it is a member or a name of an activation.</param>
public sealed record KerasEntry(string Keras, string? Here, string? Id, IReadOnlyList<string> Differs,
    ApiMember? Member);
