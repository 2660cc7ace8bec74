using AngleSharp.Html.Dom;
using LearnDL.Site.Content;

namespace LearnDL.Site.Pages;

/// <summary>A page as a document: links can be checked in it before it is written.</summary>
public sealed record RenderedPage(string Url, string Source, IHtmlDocument Document, SitePage? Page);
