using LearnDL.Site.Content;
using LearnDL.Site.Pages;

Console.WriteLine(string.Join("\n", new SiteBuilder(new SiteOptions(SiteFolders.Find(), _ => "")).Build()));
