return LearnDL.Lessons.LessonRunner.Main(new Lessons.Text.TextLesson(), args);
